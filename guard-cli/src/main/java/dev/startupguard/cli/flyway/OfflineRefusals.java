package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;

/** What depends on a database, or on a setting that a script for any database does not follow. */
final class OfflineRefusals {
    private static final List<String> OF_A_CONNECTION = List.of("user", "database", "timestamp", "defaultSchema");

    private static final List<String> NONE = List.of();

    private OfflineRefusals() {}

    static void settings(Configuration configuration) {
        Map<String, Boolean> settings = new LinkedHashMap<>();
        settings.put("flyway.baselineOnMigrate", configuration.isBaselineOnMigrate());
        settings.put("flyway.cherryPick", configuration.getCherryPick() != null);
        settings.put(
                "flyway.ignoreMigrationPatterns",
                !Arrays.equals(
                        configuration.getIgnoreMigrationPatterns(),
                        new FluentConfiguration().getIgnoreMigrationPatterns()));
        settings.put("flyway.schemas with more than one schema", configuration.getSchemas().length > 1);
        settings.put("flyway.skipExecutingMigrations", configuration.isSkipExecutingMigrations());
        settings.put("flyway.tablespace", configuration.getTablespace() != null);
        settings.put("flyway.target", configuration.getTarget() != MigrationVersion.LATEST);
        settings.put("flyway.validateOnMigrate=false", !configuration.isValidateOnMigrate());
        settings.forEach((setting, isSet) -> {
            if (isSet) {
                throw CliFailure.finding(
                        "The setting " + setting + " has no meaning in an idempotent script.",
                        "Flyway's default for it.",
                        "leave it out, or make a script of the pending migrations of one database (without --idempotent).");
            }
        });
    }

    static void placeholders(
            Configuration configuration, ResourceProvider files, SqlScriptFactory scripts, ParsingContext context) {
        for (LoadableResource file : files.getResources("", configuration.getSqlMigrationSuffixes())) {
            if (scripts.createSqlScript(file, true, files).placeholderReplacement()) {
                lookInto(file, configuration, context);
            }
        }
    }

    private static void lookInto(LoadableResource file, Configuration configuration, ParsingContext context) {
        String begin = configuration.getPlaceholderPrefix() + "flyway" + configuration.getPlaceholderSeparator();
        List<String> refused = OF_A_CONNECTION.stream()
                .filter(name -> !context.getPlaceholders()
                        .containsKey("flyway" + configuration.getPlaceholderSeparator() + name))
                .map(name -> begin + name + configuration.getPlaceholderSuffix())
                .toList();
        try (BufferedReader lines = new BufferedReader(file.read())) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                for (String placeholder : line.contains(configuration.getPlaceholderPrefix()) ? refused : NONE) {
                    if (line.toLowerCase(Locale.ROOT).contains(placeholder.toLowerCase(Locale.ROOT))) {
                        throw CliFailure.finding(
                                file.getRelativePath() + ", line " + number + ": the placeholder " + placeholder
                                        + " depends on a database.",
                                "migrations that are the same for every database.",
                                placeholder.contains("defaultSchema")
                                        ? "give --default-schema."
                                        : "use an expression of the database instead, such as CURRENT_USER, or a placeholder of your own.");
                    }
                }
            }
        } catch (IOException e) {
            throw new FlywayException(
                    file.getRelativePath() + " cannot be read in the encoding " + configuration.getEncoding(), e);
        }
    }
}
