package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SchemaObjects;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For psql, whose {@code \if} passes over what is applied already; statements stay as they are, so that those which need to be
 * outside of a transaction or a DO block can be.
 */
final class PsqlArtifactDialect implements ArtifactDialect {
    private static final Spelling SPELLING = Spelling.POSTGRESQL;

    private static final Pattern OLD_STRINGS =
            Pattern.compile("(?i)standard_conforming_strings(?!\\s*(=|to)\\s*'?(on|true)\\b)");

    private final Artifact artifact;
    private final String schema;
    private final HistoryRules rules;

    PsqlArtifactDialect(Artifact artifact) {
        this.artifact = artifact;
        this.schema = String.valueOf(artifact.schema());
        this.rules =
                new HistoryRules(artifact, SPELLING.name(schema) + "." + SPELLING.name(artifact.table()), SPELLING);
    }

    @Override
    public String howToRun(String file) {
        return "psql -X -d DATABASE -f " + file;
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        String data = statement.copyData();
        if (data != null && (data.indexOf('\1') >= 0 || data.indexOf('\2') >= 0)) {
            return "the data of a COPY statement has control characters, which the script needs to pass over it.";
        }
        return OLD_STRINGS.matcher(statement.sql()).find()
                ? "it may change standard_conforming_strings, by which psql reads what it passes over."
                : null;
    }

    @Override
    public void begin(boolean raisesFloor, Writer script) throws IOException {
        script.write("\\set ON_ERROR_STOP on\n\\set AUTOCOMMIT on\n\\set QUIET on\n\\encoding UTF8\n\n");
        script.write("-- Flyway's lock, held until the session ends, and a place for the history.\nDO $guard$ BEGIN\n");
        stopUnless("current_setting('server_version_num')::int >= 120000", "PostgreSQL 12 or later is needed", script);
        stopUnless(
                "current_setting('standard_conforming_strings') = 'on'",
                "standard_conforming_strings must be on",
                script);
        stopUnless(
                "pg_try_advisory_lock(" + PsqlDialect.lock(rules.table().hashCode()) + ")",
                "another migration is running, nothing was changed",
                script);
        stopUnless(
                "EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = " + text(schema) + ")",
                "there is no schema " + schema + ", create it first",
                script);
        if (!artifact.configuredSchema()) {
            stopUnless(
                    "current_schema() = " + text(schema),
                    "this connection's schema is not " + schema + "; make the script with --default-schema",
                    script);
        }
        stopUnless(
                "to_regclass(" + text(rules.table()) + ") IS NOT NULL OR NOT EXISTS ("
                        + SchemaObjects.query(Database.POSTGRESQL, text(schema)) + ")",
                "the schema " + schema + " has objects and no history; run flyway baseline first",
                script);
        if (raisesFloor) {
            stopUnless(SchemaObjects.floorTable(text(schema)), HistoryRules.NO_FLOOR, script);
        }
        script.write("END $guard$;\n");
        script.write("SELECT to_regclass(" + text(rules.table()) + ") IS NULL AS guard_new \\gset\n");
        script.write("\\if :guard_new\nBEGIN;\n" + createTable() + "COMMIT;\n\\endif\n\n");
        script.write("-- Whether the history is that of this build, as Flyway's validation sees it.\n");
        script.write(
                "DO $guard$ DECLARE problem text; BEGIN\n" + lists() + "SELECT " + inDollars(rules.problem())
                        + " INTO problem;\nIF problem IS NOT NULL THEN RAISE EXCEPTION USING MESSAGE = problem; END IF;\nEND $guard$;\n");
        script.write(rules.lists() + "SELECT " + rules.baseline() + " AS guard_baseline \\gset\n\n");
        for (SqlStatementText statement : artifact.sessionStatements()) {
            StatementEnd.write(statement, ";", script);
        }
        script.write("-- As Flyway: the schema in front of the search path, unless it is there already.\n");
        script.write("SELECT CASE WHEN path <> name AND left(path, length(name) + 1) <> name || ','\n"
                + "  THEN quote_ident || CASE WHEN trim(path) = '' THEN '' ELSE ',' || path END END AS guard_search_path\n"
                + "  FROM (SELECT current_setting('search_path') AS path, " + text(schema) + "::text AS name, "
                + text(SPELLING.name(schema)) + "::text AS quote_ident) settings \\gset\n\n");
    }

    private void stopUnless(String condition, String message, Writer script) throws IOException {
        script.write("  IF NOT coalesce(" + inDollars(condition) + ", FALSE) THEN RAISE EXCEPTION USING MESSAGE = "
                + inDollars(text("guard: " + message)) + "; END IF;\n");
    }

    private String lists() {
        return inDollars(rules.lists());
    }

    /** A text in the block must not end the block. */
    private static String inDollars(String sql) {
        return sql.replace("$guard$", "$guard' || '$");
    }

    /** As Flyway's PostgreSQLDatabase creates it. */
    private String createTable() {
        String table = rules.table();
        return "CREATE TABLE " + table + " (\n    \"installed_rank\" INT NOT NULL,\n    \"version\" VARCHAR(50),\n"
                + "    \"description\" VARCHAR(200) NOT NULL,\n    \"type\" VARCHAR(20) NOT NULL,\n"
                + "    \"script\" VARCHAR(1000) NOT NULL,\n    \"checksum\" INTEGER,\n"
                + "    \"installed_by\" VARCHAR(100) NOT NULL,\n    \"installed_on\" TIMESTAMP NOT NULL DEFAULT now(),\n"
                + "    \"execution_time\" INTEGER NOT NULL,\n    \"success\" BOOLEAN NOT NULL\n);\n"
                + "ALTER TABLE " + table + " ADD CONSTRAINT " + SPELLING.name(artifact.table() + "_pk")
                + " PRIMARY KEY (\"installed_rank\");\n"
                + "CREATE INDEX " + SPELLING.name(artifact.table() + "_s_idx") + " ON " + table + " (\"success\");\n";
    }

    @Override
    public void beginMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("SELECT " + rules.pending(migration, ":guard_baseline") + " AS guard_pending \\gset\n");
        script.write("\\if :guard_pending\nRESET ROLE;\n");
        script.write("\\if :{?guard_search_path}\nSET search_path = :guard_search_path;\n\\endif\n");
        if (migration.isTransactional()) {
            script.write("BEGIN;\n\n");
        } else {
            script.write("SELECT " + rules.nextRank() + " AS guard_rank \\gset\n");
            script.write(rules.insert(migration, ":guard_rank", "0", false, "") + "\n");
        }
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        if (statement.copyData() == null) {
            StatementEnd.write(statement, ";", script);
            return;
        }
        // psql does not pass over the data of a COPY that is not run: it always has to go somewhere.
        script.write(
                "\\else\nCREATE TEMPORARY TABLE IF NOT EXISTS guard_passed_over (line text) ON COMMIT DELETE ROWS;\n\\endif\n");
        script.write(
                "\\if :guard_pending\n\\set guard_copy " + argument(statement.sql()) + "\n\\else\n\\set guard_copy "
                        + argument(
                                "COPY pg_temp.guard_passed_over FROM STDIN WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')")
                        + "\n\\endif\n:guard_copy\n;\n");
        script.write(statement.copyData());
        script.write(statement.copyData().isEmpty() || statement.copyData().endsWith("\n") ? "\\.\n" : "\n\\.\n");
        script.write("\\if :guard_pending\n");
    }

    /** As one argument of a command of psql. */
    private static String argument(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + "'";
    }

    @Override
    public void endMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("\nRESET ROLE;\n");
        if (migration.isTransactional()) {
            script.write(rules.insert(
                    migration,
                    rules.nextRank(),
                    "(EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int",
                    true,
                    ""));
            script.write("COMMIT;\n");
        } else {
            script.write(rules.succeeded(
                    ":guard_rank", "(EXTRACT(EPOCH FROM LOCALTIMESTAMP - installed_on) * 1000)::int", ""));
        }
        script.write("\\endif\n\n");
    }

    @Override
    public void end(Writer script) throws IOException {
        script.write("\\echo guard: all migrations of this script are applied\n");
    }

    private String text(String value) {
        return rules.text(value);
    }
}
