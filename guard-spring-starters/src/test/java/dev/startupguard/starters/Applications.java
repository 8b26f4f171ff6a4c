package dev.startupguard.starters;

import dev.startupguard.StartupGuard;
import dev.startupguard.automigration.BlockedMigration;
import dev.startupguard.spring.GuardAutoConfiguration;
import dev.startupguard.spring.GuardJpaAutoConfiguration;
import dev.startupguard.spring.migration.GuardMigrationAutoConfiguration;
import dev.startupguard.test.FreshDatabase;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications with a pool and the guard, as the tests start them; servlet ones, without a server. */
final class Applications {

    private Applications() {}

    static WebApplicationContextRunner on(FreshDatabase database) {
        return on(database.url(), database.user(), database.password());
    }

    static WebApplicationContextRunner on(String url, String user, String password) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardJpaAutoConfiguration.class,
                        GuardMigrationAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "spring.datasource.password=" + password);
    }

    static WebApplicationContextRunner with(Starter starter, FreshDatabase database) {
        return on(database).withConfiguration(starter.autoConfigurations()).withPropertyValues(starter.settings());
    }

    /** The names of the tables that are there, in lower case. */
    static List<String> tables(FreshDatabase database) {
        return database
                .column("SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'PUBLIC')")
                .stream()
                .map(String::toLowerCase)
                .toList();
    }

    static List<BlockedMigration> blocked(ApplicationContext context) {
        return context.getBean(StartupGuard.class).blockedMigrations().all();
    }

    /** What was blocked, by the settings that asked for it. */
    static List<String> settings(ApplicationContext context) {
        return blocked(context).stream()
                .map(each -> each.setting() + "=" + each.value())
                .toList();
    }
}
