package dev.startupguard.spring.migration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.sql.autoconfigure.init.ApplicationScriptDatabaseInitializer;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Names the setting that a script initializer goes by. */
final class InitializationSetting {

    private InitializationSetting() {}

    /**
     * {@code spring.sql.init.mode} for the application's own scripts; the {@code initialize-schema} of the properties that the
     * initializer's type names, as those of Batch, Session, Quartz and Integration do; else the bean's mode.
     */
    static String of(AbstractScriptDatabaseInitializer initializer, String beanName) {
        if (initializer instanceof ApplicationScriptDatabaseInitializer) {
            return "spring.sql.init.mode";
        }
        for (ResolvableType type = ResolvableType.forClass(initializer.getClass());
                type != ResolvableType.NONE;
                type = type.getSuperType()) {
            String prefix = prefix(type.getGeneric(0).resolve());
            if (prefix != null) {
                return prefix + ".initialize-schema";
            }
        }
        return "the mode of bean '" + beanName + "'";
    }

    private static @Nullable String prefix(@Nullable Class<?> properties) {
        ConfigurationProperties annotation = properties == null
                ? null
                : AnnotatedElementUtils.findMergedAnnotation(properties, ConfigurationProperties.class);
        return annotation == null ? null : annotation.prefix();
    }
}
