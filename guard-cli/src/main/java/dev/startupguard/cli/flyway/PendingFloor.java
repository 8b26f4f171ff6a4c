package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.schema.PendingMigrations;
import dev.startupguard.schema.SchemaVersion;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pending migrations mean for the builds that run: their versions, and the floor that they raise. */
public final class PendingFloor {
    static final String TABLE = "guard_schema_floor";

    private static final Pattern INSERT = Pattern.compile("(?is)\\binsert\\s+into\\s+\\S*guard_schema_floor\\b");
    private static final Pattern CREATE =
            Pattern.compile("(?is)\\bcreate\\s+table\\s+(if\\s+not\\s+exists\\s+)?\\S*guard_schema_floor\\b");
    private static final Pattern RAISE = Pattern.compile(
            "(?is)\\binsert\\s+into\\s+\\S*guard_schema_floor\\S*\\s*\\(\\s*\\W?floor_version\\b.*?\\bvalues\\s*\\(\\s*'([0-9._]+)'");

    private final Set<SchemaVersion> versions = new HashSet<>();
    private final TreeSet<SchemaVersion> floors = new TreeSet<>();

    private PendingFloor() {}

    /** Reads the statements of a plan. */
    public static PendingMigrations of(MigrationPlan plan) throws IOException {
        PendingFloor read = new PendingFloor();
        for (PendingMigration migration : plan.migrations()) {
            if (migration.version() != null) {
                read.versions.add(SchemaVersion.of(migration.version()));
            }
            if (migration.mayNameFloor()) {
                migration.forEachStatement(statement -> read.look(migration, statement));
            }
        }
        return new PendingMigrations(read.versions, read.floors.isEmpty() ? null : read.floors.last());
    }

    /** Whether they raise the floor in a table that has to be there before them. */
    public static boolean needsTable(List<PendingMigration> migrations) throws IOException {
        boolean[] createdAndRaised = new boolean[2];
        for (PendingMigration migration : migrations) {
            if (!migration.mayNameFloor()) {
                continue;
            }
            migration.forEachStatement(statement -> {
                createdAndRaised[0] |= CREATE.matcher(statement.sql()).find();
                createdAndRaised[1] |=
                        !createdAndRaised[0] && INSERT.matcher(statement.sql()).find();
            });
        }
        return createdAndRaised[1];
    }

    private void look(PendingMigration migration, SqlStatementText statement) {
        if (!INSERT.matcher(statement.sql()).find()) {
            return;
        }
        Matcher raise = RAISE.matcher(statement.sql());
        if (!raise.find()) {
            throw CliFailure.finding(
                    migration.script() + " raises the schema floor in line " + statement.line()
                            + " in a way that cannot be read.",
                    "INSERT INTO guard_schema_floor (floor_version, …) VALUES ('2.3', …).",
                    "write it like that, so that what it means for older builds can be told before it runs.");
        }
        floors.add(SchemaVersion.of(raise.group(1)));
    }
}
