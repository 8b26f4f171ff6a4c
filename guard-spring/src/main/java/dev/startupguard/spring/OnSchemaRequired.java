package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.settings.GuardKey;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Holds where {@code guard.schema.on-incompatible} is {@code fail}, or a configuration of the application's own may say so. Else
 * nothing is required, and Spring Boot need not look for what would wait for it: it goes through all beans for that.
 */
final class OnSchemaRequired extends SpringBootCondition implements ConfigurationCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String value = SpringSettings.of(context.getEnvironment()).value(GuardKey.SCHEMA_ON_INCOMPATIBLE);
        // The guard's own configuration is not defined yet: what is imported comes before the beans of the importing
        // class.
        boolean isOwn = context.getBeanFactory() != null
                && context.getBeanFactory().getBeanNamesForType(GuardConfiguration.class, true, false).length > 0;
        return new ConditionOutcome(
                isOwn || "fail".equalsIgnoreCase(value.strip()),
                ConditionMessage.forCondition("Startup Guard")
                        .because(
                                isOwn
                                        ? "the application has a GuardConfiguration"
                                        : GuardKey.SCHEMA_ON_INCOMPATIBLE.key() + " is " + value));
    }

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }
}
