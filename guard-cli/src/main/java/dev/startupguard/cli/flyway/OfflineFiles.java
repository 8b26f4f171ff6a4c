package dev.startupguard.cli.flyway;

import dev.startupguard.cli.target.Target;
import java.util.Collection;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;

/** The files of a build, found and resolved by Flyway's own classes without a connection. */
final class OfflineFiles {
    private final FluentConfiguration configuration;
    private final Scanner<JavaMigration> files;

    OfflineFiles(Target target) {
        configuration = new FluentConfiguration(target.build().classLoader()).configuration(target.flyway());
        files = new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
        LogFactory.setConfiguration(configuration);
    }

    FluentConfiguration configuration() {
        return configuration;
    }

    Scanner<JavaMigration> found() {
        return files;
    }

    /** As Flyway fills it, but for what only a connection knows: that is given here, by the placeholders' names without their prefix. */
    ParsingContext context(Map<String, String> ofAConnection) {
        ParsingContext context = new ParsingContext();
        Map<String, String> placeholders = context.getPlaceholders();
        String prefix = "flyway" + configuration.getPlaceholderSeparator();
        ofAConnection.forEach((name, value) -> placeholders.put(prefix + name, value));
        placeholders.put(prefix + "workingDirectory", configuration.getWorkingDirectory());
        placeholders.put(prefix + "table", configuration.getTable());
        placeholders.put(prefix + "environment", configuration.getCurrentEnvironmentName());
        return context;
    }

    /** In Flyway's order. */
    Collection<ResolvedMigration> resolved(SqlScriptFactory scripts, ParsingContext context) {
        return new CompositeMigrationResolver(
                        files,
                        files,
                        configuration,
                        (connection, undo, batch, results) -> {
                            throw new IllegalStateException("Without a connection nothing is executed");
                        },
                        scripts,
                        context,
                        null,
                        configuration.getResolvers())
                .resolveMigrations(configuration);
    }
}
