package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SchemaObjects;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For H2's RunScript, which has no conditionals: each statement is a text that H2 executes or not. As in {@link H2Dialect} a
 * migration's row is written first as failed.
 */
final class H2ArtifactDialect implements ArtifactDialect {
    private static final Set<String> QUERIES =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "CALL", "EXPLAIN", "SHOW", "SCRIPT", "HELP");

    private static final Set<String> COMMITS_NOTHING =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SET", "COMMIT", "ROLLBACK", "SAVEPOINT", "EXECUTE");

    /** H2's longest VARCHAR. */
    private static final int LONGEST = 1_048_576;

    private final Artifact artifact;
    private final String schema;
    private final HistoryRules rules;

    H2ArtifactDialect(Artifact artifact) {
        this.artifact = artifact;
        this.schema = String.valueOf(artifact.schema());
        this.rules = new HistoryRules(
                artifact, Spelling.H2.name(schema) + "." + Spelling.H2.name(artifact.table()), Spelling.H2);
    }

    @Override
    public String howToRun(String file) {
        return "java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script " + file;
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        if (QUERIES.contains(FirstWords.of(statement.sql()).split(" ")[0])) {
            return "H2's EXECUTE IMMEDIATE takes no statement that returns rows.";
        }
        return statement.sql().length() > LONGEST ? "a text in H2 has no room for a statement of this length." : null;
    }

    @Override
    public void begin(boolean raisesFloor, Writer script) throws IOException {
        script.write("-- A place for the history.\n");
        stopUnless("SCHEMA() = " + text(schema), "this connection's schema is not " + schema, script);
        stopUnless(
                "EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = " + text(schema)
                        + " AND TABLE_NAME = " + text(artifact.table())
                        + ")\n  OR NOT EXISTS (" + SchemaObjects.query(Database.H2, text(schema)) + ")",
                "the schema " + schema + " has objects and no history; run flyway baseline first",
                script);
        if (raisesFloor) {
            stopUnless(SchemaObjects.floorTable(text(schema)), HistoryRules.NO_FLOOR, script);
        }
        script.write(createTable());
        script.write("\n-- Whether the history is that of this build, as Flyway's validation sees it.\n");
        script.write("SET @guard_problem = (\n" + rules.lists() + "SELECT " + rules.problem() + ");\n");
        script.write("SELECT CASE WHEN @guard_problem IS NULL THEN 0 ELSE SIGNAL('45000', @guard_problem) END;\n");
        script.write("SET @guard_baseline = (\n" + rules.lists() + "SELECT " + rules.baseline() + ");\n\n");
        for (SqlStatementText statement : artifact.sessionStatements()) {
            StatementEnd.write(statement, ";", script);
        }
        script.write("SET AUTOCOMMIT FALSE;\n\n");
    }

    private void stopUnless(String condition, String message, Writer script) throws IOException {
        script.write("SELECT CASE WHEN " + condition + " THEN 0\n  ELSE SIGNAL('45000', " + text("guard: " + message)
                + ") END;\n");
    }

    /** As Flyway's H2Database creates it. */
    private String createTable() {
        String installedBy = artifact.installedBy() == null ? Spelling.H2.installedBy() : text(artifact.installedBy());
        return "CREATE TABLE IF NOT EXISTS " + rules.table() + " (\n    \"installed_rank\" INT NOT NULL,\n"
                + "    \"version\" VARCHAR(50),\n    \"description\" VARCHAR(200) NOT NULL,\n"
                + "    \"type\" VARCHAR(20) NOT NULL,\n    \"script\" VARCHAR(1000) NOT NULL,\n"
                + "    \"checksum\" INT,\n    \"installed_by\" VARCHAR(100) NOT NULL,\n"
                + "    \"installed_on\" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
                + "    \"execution_time\" INT NOT NULL,\n    \"success\" BOOLEAN NOT NULL,\n    CONSTRAINT "
                + Spelling.H2.name(artifact.table() + "_pk")
                + " PRIMARY KEY (\"installed_rank\")\n) AS SELECT -1, NULL,"
                + " '<< Flyway Schema History table created >>', 'TABLE', '', NULL, " + installedBy
                + ", CURRENT_TIMESTAMP, 0, TRUE;\nCREATE INDEX IF NOT EXISTS " + Spelling.H2.name(schema) + "."
                + Spelling.H2.name(artifact.table() + "_s_idx") + " ON " + rules.table() + " (\"success\");\n";
    }

    @Override
    public void beginMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("SET SCHEMA " + Spelling.H2.name(schema) + ";\n");
        script.write("SET @guard_rank = " + rules.nextRank() + ";\n");
        script.write("SET @guard_pending = " + rules.pending(migration, "@guard_baseline") + ";\n");
        script.write(rules.insert(migration, "@guard_rank", "0", false, "\n  WHERE @guard_pending") + "COMMIT;\n");
        script.write(migration.isTransactional() ? "\n" : "SET AUTOCOMMIT TRUE;\n\n");
    }

    @Override
    public void statement(SqlStatementText statement, Writer script) throws IOException {
        // H2 commits before and behind DDL, but not inside of EXECUTE IMMEDIATE.
        String commit = COMMITS_NOTHING.contains(FirstWords.of(statement.sql()).split(" ")[0]) ? "" : "COMMIT;\n";
        script.write(commit + "EXECUTE IMMEDIATE CASE WHEN @guard_pending THEN " + text(statement.sql())
                + " ELSE 'SET @guard_nothing = 0' END;\n" + commit);
    }

    @Override
    public void endMigration(PendingMigration migration, Writer script) throws IOException {
        script.write("\n"
                + rules.succeeded(
                        "@guard_rank",
                        "DATEDIFF('MILLISECOND', \"installed_on\", LOCALTIMESTAMP)",
                        " AND @guard_pending")
                + "COMMIT;\nSET AUTOCOMMIT FALSE;\n\n");
    }

    @Override
    public void end(Writer script) throws IOException {
        script.write("SET AUTOCOMMIT TRUE;\n");
    }

    private String text(String value) {
        return rules.text(value);
    }
}
