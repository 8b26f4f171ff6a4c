package dev.startupguard.cli.script;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.PendingFloor;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** The whole idempotent script: what it is for, its checks, every migration with its condition and its row. */
final class ArtifactText {
    private final Artifact artifact;
    private final ArtifactDialect dialect;

    ArtifactText(Artifact artifact) {
        this.artifact = artifact;
        this.dialect = ArtifactDialect.of(artifact);
    }

    void writeTo(Writer script, String fileName) throws IOException {
        header(script, fileName);
        dialect.begin(PendingFloor.needsTable(artifact.migrations()), script);
        for (PendingMigration migration : artifact.migrations()) {
            script.write("-- ==== " + ScriptText.name(migration)
                    + (migration.isTransactional() ? "" : " (not in a transaction)") + "\n");
            dialect.beginMigration(migration, script);
            migration.forEachStatement(statement -> {
                refuse(migration, statement);
                dialect.statement(statement, script);
            });
            dialect.endMigration(migration, script);
        }
        dialect.end(script);
    }

    private void refuse(PendingMigration migration, SqlStatementText statement) {
        @Nullable String reason = dialect.refusal(statement);
        if (reason != null) {
            throw CliFailure.finding(
                    migration.script() + ", line " + statement.line() + ": " + reason,
                    "statements that " + artifact.dialect() + " can apply on a condition.",
                    "make a script of the pending migrations of one database (without --idempotent), or run Flyway.");
        }
    }

    private void header(Writer script, String fileName) throws IOException {
        script.write("-- All migrations of a build; applies those that the database does not have yet.\n");
        script.write("-- Made by guard script --idempotent. Run it with\n--   " + dialect.howToRun(fileName) + "\n");
        script.write("-- It stops before it changes anything if the history is not that of this build.\n");
        for (PendingMigration migration : artifact.migrations()) {
            script.write("--   " + ScriptText.name(migration) + "\n");
        }
        script.write("\n");
    }
}
