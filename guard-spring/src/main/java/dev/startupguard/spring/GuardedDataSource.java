package dev.startupguard.spring;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.util.ClassUtils;

/**
 * The DataSource of the schema that this build's migrations belong to.
 *
 * @param dataSource null where the application has none
 */
record GuardedDataSource(@Nullable DataSource dataSource) {

    /**
     * The one that is named, else Flyway's own, else the only one or the primary one.
     *
     * @throws InvalidSettingException if there is none of that name, or there are several and none is primary
     */
    static GuardedDataSource of(@Nullable String name, ConfigurableListableBeanFactory beans) {
        if (name != null) {
            return new GuardedDataSource(named(name, beans));
        }
        String ofFlyway = ofFlyway(beans);
        if (ofFlyway != null) {
            return new GuardedDataSource(beans.getBean(ofFlyway, DataSource.class));
        }
        try {
            return new GuardedDataSource(beans.getBeanProvider(DataSource.class).getIfAvailable());
        } catch (NoUniqueBeanDefinitionException e) {
            throw new InvalidSettingException(
                    "%s is not set, and there are several DataSource beans (%s); expected one, or one that is primary. Set it to the bean whose database this build's migrations belong to."
                            .formatted(
                                    GuardKey.DATABASE_DATA_SOURCE.key(),
                                    String.join(", ", Objects.requireNonNull(e.getBeanNamesFound()))));
        }
    }

    void ifPresent(Consumer<DataSource> action) {
        if (dataSource != null) {
            action.accept(dataSource);
        }
    }

    /**
     * The bean that only Flyway uses, if it has one: the migrations belong to its database, whatever the primary one is. Looked for
     * among beans of its type alone, since looking at the annotations of every bean takes long.
     */
    private static @Nullable String ofFlyway(ConfigurableListableBeanFactory beans) {
        if (!ClassUtils.isPresent(
                "org.springframework.boot.flyway.autoconfigure.FlywayDataSource", beans.getBeanClassLoader())) {
            return null;
        }
        List<String> names = Arrays.stream(beans.getBeanNamesForType(DataSource.class))
                .filter(each -> beans.findAnnotationOnBean(each, FlywayDataSource.class) != null)
                .toList();
        return names.size() == 1 ? names.get(0) : null;
    }

    private static DataSource named(String name, ConfigurableListableBeanFactory beans) {
        if (!beans.containsBean(name) || !beans.isTypeMatch(name, DataSource.class)) {
            String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DataSource.class, true, false);
            throw new InvalidSettingException("%s is '%s'; expected the name of a DataSource bean (%s). %s"
                    .formatted(
                            GuardKey.DATABASE_DATA_SOURCE.key(),
                            name,
                            names.length == 0 ? "there is none" : String.join(", ", names),
                            "Correct the value, or remove it where there is only one."));
        }
        return beans.getBean(name, DataSource.class);
    }
}
