package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.journal.OpenRun;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.BundledMigrations;
import dev.startupguard.schema.SchemaVersion;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;

/** States of a database and builds of which no right script can be made. */
final class Refusals {
    private final Target target;
    private final Configuration configuration;

    Refusals(Target target, Configuration configuration) {
        this.target = target;
        this.configuration = configuration;
    }

    void whatFlywayRefuses(MigrationInfoServiceImpl migrations) {
        whatGuardMigrateHasLeft(migrations);
        List<ValidateOutput> errors = configuration.isValidateOnMigrate() ? migrations.validate() : List.of();
        if (!errors.isEmpty()) {
            throw CliFailure.finding(
                    "Flyway's validation fails: "
                            + errors.stream()
                                    .map(error -> sentence(error.errorDetails.errorMessage))
                                    .collect(Collectors.joining("; "))
                            + ".",
                    "a history that the build's migrations explain: flyway migrate refuses it as well.",
                    "restore the changed files, or repair the history with flyway repair, and call this again then.");
        }
        for (MigrationInfo failed : migrations.failed()) {
            throw CliFailure.finding(
                    "The history has a failed migration: " + failed.getScript() + ".",
                    "none: flyway migrate refuses it as well.",
                    "undo what it left half-done, run flyway repair, and call this again then.");
        }
    }

    /** Flyway would tell to repair the history, and the journal knows a way on. */
    private void whatGuardMigrateHasLeft(MigrationInfoServiceImpl migrations) {
        MigrationInfo[] failed = migrations.failed();
        if (failed.length == 0) {
            return;
        }
        OpenRun.in(target)
                .filter(run ->
                        Arrays.stream(failed).anyMatch(row -> row.getScript().equals(run.script())))
                .ifPresent(run -> {
                    throw CliFailure.finding(
                            "The history has a failed migration: " + run.script() + ". " + run.story() + ".",
                            "none: flyway migrate refuses it as well.",
                            run.wayOn());
                });
    }

    private static String sentence(String message) {
        return Redaction.of(message).strip().replaceAll("\\s*\\R\\s*", " ").replaceFirst("[.\\s]+$", "");
    }

    void unknownTables(org.flywaydb.core.internal.database.base.Database<?> database, Schema<?, ?>[] schemas) {
        for (Schema<?, ?> schema : schemas) {
            if (!schema.exists()) {
                throw CliFailure.finding(
                        "The schema " + schema.getName() + " does not exist.",
                        "the schemas of Flyway's settings; the script does not create them.",
                        "create it, or correct flyway.schemas and --default-schema.");
            }
            if (!isEmpty(database, schema)) {
                throw CliFailure.finding(
                        "The schema " + schema.getName() + " has tables, and no history table "
                                + configuration.getTable() + ".",
                        "an empty schema, or one with Flyway's history.",
                        "correct --table and --default-schema, or run flyway baseline first.");
            }
        }
    }

    private boolean isEmpty(org.flywaydb.core.internal.database.base.Database<?> database, Schema<?, ?> schema) {
        try {
            return SchemaObjects.isEmpty(database, schema);
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    /** Flyway passes over classes that it cannot load, and the script would lack them. */
    static void whatIsNoSqlFile(Target target, Collection<MigrationVersion> versions) {
        Set<SchemaVersion> known = new HashSet<>();
        versions.forEach(version -> known.add(SchemaVersion.of(version.getVersion())));
        Set<SchemaVersion> unknown =
                new HashSet<>(BundledMigrations.scan(target.build().classLoader(), target.locations(), null)
                        .versions());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw notSql(unknown.stream().sorted().map(SchemaVersion::toString).collect(Collectors.joining(", ")));
        }
    }

    static CliFailure notSql(String names) {
        return CliFailure.finding(
                "These migrations are no SQL files that Flyway runs: " + names + ".",
                "SQL migrations; a Java migration cannot be written into a script.",
                "run Flyway for this release, or replace them by SQL.");
    }
}
