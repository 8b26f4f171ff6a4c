package dev.startupguard.spring;

import dev.startupguard.settings.GuardKey;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds unless {@code guard.enabled} is exactly {@code false}: a misspelt value must be refused, not switch the guard off. */
final class OnGuardEnabled extends SpringBootCondition {

    static boolean isEnabled(Environment environment) {
        return !"false".equals(SpringSettings.of(environment).value(GuardKey.ENABLED));
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean isEnabled = isEnabled(context.getEnvironment());
        return new ConditionOutcome(
                isEnabled,
                ConditionMessage.forCondition("Startup Guard")
                        .because(GuardKey.ENABLED.key() + " is " + (isEnabled ? "not false" : "false")));
    }
}
