package dev.startupguard.starters;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;

/** The starters that make tables when an application starts, and what asks them to. */
enum Starter {
    SQL_INIT(
            "spring.sql.init.mode=always",
            "speaker",
            List.of(
                    "spring.sql.init.schema-locations=classpath:scripts/schema.sql",
                    "spring.sql.init.data-locations=classpath:scripts/data.sql"),
            DataSourceInitializationAutoConfiguration.class),
    FLYWAY(
            "flyway.locations=[classpath:migrations]",
            "room",
            List.of("spring.flyway.locations=classpath:migrations"),
            FlywayAutoConfiguration.class),
    LIQUIBASE(
            "spring.liquibase.change-log=classpath:/db/changelog/db.changelog-master.yaml",
            "seat",
            List.of(),
            LiquibaseAutoConfiguration.class),
    BATCH(
            "spring.batch.jdbc.initialize-schema=always",
            "batch_job_instance",
            List.of(),
            named("org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration"),
            named("org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration")),
    SESSION(
            "spring.session.jdbc.initialize-schema=always",
            "spring_session",
            List.of(),
            SessionAutoConfiguration.class,
            JdbcSessionAutoConfiguration.class),
    QUARTZ(
            "spring.quartz.jdbc.initialize-schema=always",
            "qrtz_triggers",
            List.of("spring.quartz.job-store-type=jdbc", "spring.quartz.auto-startup=false"),
            QuartzAutoConfiguration.class),
    INTEGRATION(
            "spring.integration.jdbc.initialize-schema=always",
            "int_message",
            List.of(),
            IntegrationAutoConfiguration.class),
    MODULITH(
            "spring.modulith.events.jdbc.schema-initialization.enabled=true",
            "event_publication",
            List.of(),
            named("org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration"),
            named("org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration"
                    + "$JdbcEventPublicationSchemaCreationAutoConfiguration"),
            named("org.springframework.modulith.events.config.EventPublicationAutoConfiguration"),
            named("org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration"));

    /** The setting that asks for the table, as it is reported. */
    final String asks;

    /** One of the tables that it makes, in lower case. */
    final String table;

    private final List<String> others;
    private final Class<?>[] autoConfigurations;

    Starter(String asks, String table, List<String> others, Class<?>... autoConfigurations) {
        this.asks = asks;
        this.table = table;
        this.others = others;
        this.autoConfigurations = autoConfigurations;
    }

    AutoConfigurations autoConfigurations() {
        return AutoConfigurations.of(autoConfigurations);
    }

    String[] settings() {
        return Stream.concat(Stream.of(asks).filter(each -> each.startsWith("spring.")), others.stream())
                .toArray(String[]::new);
    }

    /** Some are not public. */
    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Starter.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
