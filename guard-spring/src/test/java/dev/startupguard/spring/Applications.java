package dev.startupguard.spring;

import dev.startupguard.test.FreshDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Applications with a database and without a web server, as the tests start them. */
final class Applications {

    static final String MIGRATIONS = "spring.flyway.locations=classpath:migrations";

    private Applications() {}

    /** With a pool, Flyway, JPA and the guard. */
    static ApplicationContextRunner on(FreshDatabase database) {
        return on(database.url(), database.user(), database.password());
    }

    static ApplicationContextRunner on(String url, String user, String password) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        HibernateJpaAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardJpaAutoConfiguration.class))
                .withUserConfiguration(Entities.class)
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "spring.datasource.password=" + password);
    }

    /** The names of the tables that are there, in lower case. */
    static List<String> tables(FreshDatabase database) {
        Stream<String> names = database
                .column("SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'PUBLIC')")
                .stream();
        return names.map(String::toLowerCase).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Person.class)
    static class Entities {}
}
