package dev.startupguard.spring.aot;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Keeps the getters of every DataSource bean callable: the JDBC URL and the size of a pool are read from them by name, and a
 * database whose URL cannot be told counts as one that others use.
 */
final class DataSourceHints implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(DataSource.class, true, false);
        return names.length == 0
                ? null
                : (generation, code) -> {
                    for (String name : names) {
                        Class<?> type = beans.getType(name);
                        if (type != null) {
                            generation
                                    .getRuntimeHints()
                                    .reflection()
                                    .registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
                        }
                    }
                };
    }
}
