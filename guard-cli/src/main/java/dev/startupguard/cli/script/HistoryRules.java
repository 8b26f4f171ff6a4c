package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.PendingMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules by which Flyway compares a history with a build, as SQL that is the same for all databases but for its spelling. Rows
 * with a rank below 1 are Flyway's marks for tables and schemas that it created.
 *
 * @param artifact the build
 * @param table the history table, as it is named in statements
 * @param spelling of this database
 */
record HistoryRules(Artifact artifact, String table, Spelling spelling) {

    static final String NO_FLOOR =
            "a migration raises the floor, and there is no table guard_schema_floor; run guard init first";

    private static final String NEW_BUILD =
            " is not of this build: the database is newer, or belongs to another application. Nothing was changed";

    /** The lists that {@link #problem()} and {@link #baseline()} look at; goes before their SELECT. */
    String lists() {
        List<String> build = new ArrayList<>();
        List<String> baselines = new ArrayList<>();
        boolean settingIsListed = false;
        for (PendingMigration each : artifact.migrations()) {
            String version = each.version() == null ? "" : each.version();
            build.add(each.rank() + ", " + text(version) + ", " + text(each.description()) + ", " + each.checksum());
            if (each.version() != null) {
                baselines.add(each.rank() + ", " + text(version));
                settingIsListed |= each.version().equals(artifact.baselineVersion());
            }
        }
        if (!settingIsListed) {
            baselines.add(artifact.belowBaseline() + ", " + text(artifact.baselineVersion()));
        }
        return "WITH build (place, version, description, checksum) AS ("
                + spelling.list(build, "place, version, description, checksum")
                + "),\nbaselines (place, version) AS (" + spelling.list(baselines, "place, version") + ")\n";
    }

    /** The first thing for which Flyway would refuse to migrate, as a text; null if there is none. */
    String problem() {
        String ofBuild = "(" + same("h", "version", "b") + " OR " + is("h", "version") + " IS NULL AND b.version = "
                + text("") + " AND " + same("h", "description", "b") + ")";
        String sql = is("h", "type") + " = " + text("SQL");
        Stream<String> problems = Stream.of(
                first(
                        text(
                                "the history has a failed migration; call guard migrate again if that applied it, or undo what"
                                        + " it left half-done and run flyway repair: "),
                        "",
                        is("h", "success") + " = " + spelling.no()),
                first(
                        text("the history has a row of a kind that this script does not know: "),
                        "",
                        is("h", "type") + " NOT IN (" + text("SQL") + ", " + text("BASELINE") + ")"),
                first(
                        text("the baseline is neither a version of this build nor flyway.baselineVersion: "),
                        "",
                        is("h", "type") + " = " + text("BASELINE") + " AND NOT EXISTS (SELECT 1 FROM baselines b WHERE "
                                + same("h", "version", "b") + ")"),
                first("", text(NEW_BUILD), sql + " AND NOT EXISTS (SELECT 1 FROM build b WHERE " + ofBuild + ")"),
                first(
                        "",
                        text(" was changed after it was applied (checksum or description). Nothing was changed"),
                        sql + " AND EXISTS (SELECT 1 FROM build b WHERE " + same("h", "version", "b")
                                + " AND b.place > " + baseline() + " AND (" + is("h", "checksum")
                                + " <> b.checksum OR NOT " + same("h", "description", "b") + "))"));
        return Stream.concat(problems, artifact.outOfOrder() ? Stream.of() : Stream.of(hole()))
                .collect(Collectors.joining(",\n  ", "COALESCE(\n  ", ")"));
    }

    /** How many migrations the history's baseline makes superfluous. */
    String baseline() {
        return "(SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN " + table + " h ON "
                + same("h", "version", "b") + " WHERE " + is("h", "type") + " = " + text("BASELINE") + ")";
    }

    private String first(String before, String behind, String condition) {
        String message = Stream.of(text("guard: "), before, is("h", "script"), behind)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "(SELECT MIN(CONCAT(" + message + ")) FROM " + table + " h WHERE " + is("h", "installed_rank")
                + " > 0 AND " + condition + ")";
    }

    private String hole() {
        return "(SELECT MIN(CONCAT(" + text("guard: version ") + ", b.version, "
                + text(" is not applied and a later one is; Flyway needs outOfOrder=true for that. Nothing was changed")
                + ")) FROM build b WHERE b.version <> " + text("") + " AND b.place > " + baseline()
                + " AND NOT EXISTS (SELECT 1 FROM " + table + " h WHERE " + same("h", "version", "b") + " AND "
                + is("h", "type") + " = " + text("SQL") + ")\n    AND EXISTS (SELECT 1 FROM build c INNER JOIN " + table
                + " h ON " + same("h", "version", "c") + " WHERE c.place > b.place AND " + is("h", "type") + " = "
                + text("SQL") + "))";
    }

    /**
     * Whether a migration has to be applied.
     *
     * @param baseline an expression for the result of {@link #baseline()}
     */
    String pending(PendingMigration migration, String baseline) {
        String rows = "(SELECT 1 FROM " + table + " WHERE ";
        if (migration.version() != null) {
            return migration.rank() + " > " + baseline + " AND NOT EXISTS " + rows + name("version") + " = "
                    + text(migration.version()) + " AND " + name("type") + " = " + text("SQL") + ")";
        }
        String same = name("version") + " IS NULL AND " + name("description") + " = " + text(migration.description());
        return "NOT EXISTS " + rows + same + " AND " + name("checksum") + " = " + migration.checksum() + " AND "
                + name("installed_rank") + " = (SELECT MAX(" + name("installed_rank") + ") FROM " + table + " WHERE "
                + same + "))";
    }

    /** The rank of the next row. */
    String nextRank() {
        return "(SELECT COALESCE(MAX(" + name("installed_rank") + "), 0) + 1 FROM " + table + " WHERE "
                + name("installed_rank") + " > 0)";
    }

    /**
     * The row that Flyway would write.
     *
     * @param condition behind the SELECT of the row, or empty
     */
    String insert(PendingMigration migration, String rank, String executionTime, boolean success, String condition) {
        String columns = Stream.of(
                        "installed_rank",
                        "version",
                        "description",
                        "type",
                        "script",
                        "checksum",
                        "installed_by",
                        "execution_time",
                        "success")
                .map(this::name)
                .collect(Collectors.joining(", "));
        String values = String.join(
                ", ",
                rank,
                migration.version() == null ? "NULL" : text(migration.version()),
                text(migration.description()),
                text("SQL"),
                text(migration.script()),
                String.valueOf(migration.checksum()),
                artifact.installedBy() == null ? spelling.installedBy() : text(artifact.installedBy()),
                executionTime,
                success ? spelling.yes() : spelling.no());
        return "INSERT INTO " + table + "\n  (" + columns + ")\nSELECT\n  " + values + condition + ";\n";
    }

    String succeeded(String rank, String executionTime, String condition) {
        return "UPDATE " + table + " SET " + name("success") + " = " + spelling.yes() + ", " + name("execution_time")
                + " = " + executionTime + " WHERE " + name("installed_rank") + " = " + rank + condition + ";\n";
    }

    private String same(String row, String column, String listed) {
        return is(row, column) + " = " + listed + "." + column + spelling.exactly();
    }

    private String is(String row, String column) {
        return row + "." + name(column);
    }

    String name(String name) {
        return spelling.name(name);
    }

    String text(String value) {
        return spelling.text(value);
    }
}
