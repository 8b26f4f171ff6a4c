package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.warmup.EntityQueryWarmUp;
import dev.startupguard.warmup.WarmUpTask;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Warms up every EntityManagerFactory, which the guard itself must not wait for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(EntityManagerFactory.class)
class EntityWarmUpConfiguration {

    @Bean
    WarmUpTask guardEntityWarmUp(
            GuardConfiguration guardConfiguration, ObjectProvider<EntityManagerFactory> factories) {
        return WarmUpTask.of("entities", () -> {
                    List<EntityManagerFactory> all = factories.stream().toList();
                    for (EntityManagerFactory each : all) {
                        EntityQueryWarmUp.task("entities", each).action().run();
                    }
                })
                .needingSchema()
                .withTimeLimit(guardConfiguration.warmUp().timeout());
    }
}
