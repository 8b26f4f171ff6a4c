package dev.startupguard.starters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of the application that has everything: what it asks for, and the jars to be left out to be without it. */
enum Part {
    WEB(
            null,
            "spring-web-",
            "spring-webmvc-",
            "spring-boot-webmvc-",
            "spring-boot-servlet-",
            "spring-boot-jetty-",
            "spring-boot-web-server-",
            "jetty-",
            "jakarta.servlet-api-"),
    JPA(
            "hibernate.hbm2ddl.auto=update",
            "hibernate-",
            "jakarta.persistence-api-",
            "spring-orm-",
            "spring-data-jpa-",
            "spring-boot-jpa-",
            "spring-boot-data-jpa-",
            "spring-boot-hibernate-"),
    FLYWAY(Starter.FLYWAY.asks, "flyway-", "spring-boot-flyway-"),
    LIQUIBASE(Starter.LIQUIBASE.asks, "liquibase-", "spring-boot-liquibase-"),
    BATCH(Starter.BATCH.asks, "spring-batch-", "spring-boot-batch-"),
    SESSION(Starter.SESSION.asks, "spring-session-", "spring-boot-session-"),
    QUARTZ(Starter.QUARTZ.asks, "quartz-", "spring-boot-quartz-"),
    INTEGRATION(Starter.INTEGRATION.asks, "spring-integration-", "spring-boot-integration-"),
    MODULITH(Starter.MODULITH.asks, "spring-modulith-"),
    SECURITY(null, "spring-security-", "spring-boot-security-"),
    ACTUATOR(null, "spring-boot-actuator", "spring-boot-health-", "spring-boot-micrometer-");

    private final List<String> asks;
    private final List<String> jars;

    Part(@Nullable String asks, String... jars) {
        this.asks = asks == null ? List.of() : List.of(asks);
        this.jars = List.of(jars);
    }

    boolean bringsJar(String fileName) {
        return jars.stream().anyMatch(fileName::startsWith);
    }

    /** What all but the given one ask for. */
    static List<String> askedWithout(Part... missing) {
        return Stream.concat(
                        Stream.of(Starter.SQL_INIT.asks),
                        Arrays.stream(values())
                                .filter(each -> !List.of(missing).contains(each))
                                .flatMap(each -> each.asks.stream()))
                .toList();
    }
}
