package dev.startupguard.spring.work;

import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.GuardAutoConfiguration;
import dev.startupguard.spring.GuardOffAutoConfiguration;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications that do background work and nothing else, as the tests start them. */
final class Workers {

    private Workers() {}

    static ApplicationContextRunner with(Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class, GuardOffAutoConfiguration.class, WorkAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(autoConfigurations));
    }

    static StartupGuard guard(ApplicationContext context) {
        return context.getBean(StartupGuard.class);
    }

    static void set(ApplicationContext context, MaintenanceMode mode) {
        guard(context).maintenance().set(mode, null, "test", null);
    }

    /** Sets a mode, and waits until no work is left that it affects. */
    static void drain(ApplicationContext context, MaintenanceMode mode) {
        set(context, mode);
        await().until(guard(context)::isDrained);
    }

    /** Longer than brokers take on a machine that is busy with other things. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }
}
