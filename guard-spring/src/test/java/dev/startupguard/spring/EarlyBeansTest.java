package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

class EarlyBeansTest {

    @Test
    void whatAPostProcessorOfTheApplicationNeedsIsCoveredToo() {
        Applications.on("jdbc:postgresql://localhost:1/app", "app", "hush")
                .withUserConfiguration(Auditing.class)
                .withPropertyValues(
                        "spring.flyway.locations=classpath:migrations-by-vendor/{vendor}",
                        "spring.datasource.hikari.connection-timeout=250",
                        "guard.database.timeout=300ms")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(HikariDataSource.class).getInitializationFailTimeout())
                            .isEqualTo(-1);
                    assertThat(context.getBean(FlywayProperties.class).getLocations())
                            .containsExactly("classpath:migrations-by-vendor/postgresql");
                    assertThat(context.getBean(HibernateProperties.class).getDdlAuto())
                            .isEqualTo("none");
                    assertThat(context.getBean(EntityManagerFactory.class).getProperties())
                            .containsEntry(SilentDatabase.METADATA_ACCESS, "false");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Auditing {

        @Bean
        static Audit audit(EntityManagerFactory usesTheDatabaseEarly) {
            return new Audit();
        }
    }

    static final class Audit implements BeanPostProcessor, Ordered {

        @Override
        public int getOrder() {
            return 0;
        }
    }
}
