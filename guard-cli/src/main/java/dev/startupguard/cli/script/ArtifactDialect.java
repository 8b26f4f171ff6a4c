package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** How one client and its database want a script to be written that asks before each migration whether it is applied. */
interface ArtifactDialect {

    /** How a person runs the file. */
    String howToRun(String file);

    /**
     * Why a statement cannot be applied on a condition, or null if it can.
     *
     * @param statement as Flyway would send it
     */
    @Nullable
    String refusal(SqlStatementText statement);

    /**
     * Takes Flyway's lock, creates the history table where it is missing, and stops where the history is none of this build.
     *
     * @param raisesFloor whether the guard's table for the floor has to be there
     */
    void begin(boolean raisesFloor, Writer script) throws IOException;

    void beginMigration(PendingMigration migration, Writer script) throws IOException;

    void statement(SqlStatementText statement, Writer script) throws IOException;

    void endMigration(PendingMigration migration, Writer script) throws IOException;

    void end(Writer script) throws IOException;

    static ArtifactDialect of(Artifact artifact) {
        return switch (artifact.dialect()) {
            case POSTGRESQL -> new PsqlArtifactDialect(artifact);
            case MARIADB -> new MariaDbArtifactDialect(artifact, new ExecuteImmediate());
            case MYSQL -> new MariaDbArtifactDialect(artifact, new PreparedStatements());
            case SQLSERVER -> new SqlServerArtifactDialect(artifact);
            case H2 -> new H2ArtifactDialect(artifact);
        };
    }
}
