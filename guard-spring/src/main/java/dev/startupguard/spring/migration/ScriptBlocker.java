package dev.startupguard.spring.migration;

import dev.startupguard.automigration.InProcessDatabase;
import dev.startupguard.automigration.TargetDatabase;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.io.ResourceLoader;

/**
 * Sets the mode of Spring Boot's script initializers to {@code never} where their database must not change. The bean stays as it
 * is, since its type is what auto-configurations look for, and finds out nothing from the database.
 */
final class ScriptBlocker implements BeanPostProcessor, PriorityOrdered {

    private final StartupChanges changes;
    private final ResourceLoader resources;

    ScriptBlocker(StartupChanges changes, ResourceLoader resources) {
        this.changes = changes;
        this.resources = resources;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractScriptDatabaseInitializer initializer) {
            block(initializer, beanName);
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    private void block(AbstractScriptDatabaseInitializer initializer, String beanName) {
        TargetDatabase database =
                HiddenField.read(initializer, "dataSource", DataSource.class) instanceof DataSource source
                        ? TargetDatabase.of(source)
                        : TargetDatabase.unknown("the database of bean '" + beanName + "'");
        if (!changes.areBlocked(database)) {
            return;
        }
        DatabaseInitializationSettings settings = settings(initializer, beanName);
        DatabaseInitializationMode mode = settings.getMode();
        if (mode == DatabaseInitializationMode.NEVER || isForMemoryAlone(initializer, mode)) {
            return;
        }
        settings.setMode(DatabaseInitializationMode.NEVER);
        if (wouldRun(mode, database) && new InitializationScripts(resources).exist(settings)) {
            changes.report(
                    "initialization by SQL scripts",
                    InitializationSetting.of(initializer, beanName),
                    mode.name().toLowerCase(Locale.ROOT),
                    database);
        }
    }

    /** The URL of an R2DBC database is not known here, but Spring Boot's own mode then means databases in memory alone. */
    private boolean isForMemoryAlone(AbstractScriptDatabaseInitializer initializer, DatabaseInitializationMode mode) {
        boolean isOfJdbc = HiddenField.read(initializer, "dataSource", DataSource.class) != null;
        return !isOfJdbc && mode == DatabaseInitializationMode.EMBEDDED && !changes.areBlockedEverywhere();
    }

    private static boolean wouldRun(DatabaseInitializationMode mode, TargetDatabase database) {
        String url = database.url();
        return mode == DatabaseInitializationMode.ALWAYS || url == null || InProcessDatabase.isUrl(url);
    }

    /** There is no getter that others may call, and the settings are what decides. */
    private static DatabaseInitializationSettings settings(
            AbstractScriptDatabaseInitializer initializer, String beanName) {
        if (HiddenField.read(initializer, "settings", DatabaseInitializationSettings.class)
                instanceof DatabaseInitializationSettings settings) {
            return settings;
        }
        throw new IllegalStateException(
                ("The settings of the script initializer '%s' cannot be seen, so it cannot be kept from changing the schema;"
                                + " expected Spring Boot's own, of version 4.1. Set its mode or initialize-schema to never and"
                                + " exclude %s, or set guard.auto-migration=allow.")
                        .formatted(beanName, GuardMigrationAutoConfiguration.class.getName()));
    }
}
