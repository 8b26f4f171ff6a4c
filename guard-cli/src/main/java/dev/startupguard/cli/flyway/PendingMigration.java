package dev.startupguard.cli.flyway;

import java.io.BufferedReader;
import java.io.IOException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** A migration that Flyway would apply next, and the row that it would write about it. */
public final class PendingMigration {
    private final int rank;
    private final @Nullable String version;
    private final String description;
    private final String script;
    private final @Nullable Integer checksum;
    private final SqlScript sql;
    private final boolean mayNameFloor;

    PendingMigration(
            int rank,
            @Nullable String version,
            String description,
            String script,
            @Nullable Integer checksum,
            SqlScript sql,
            boolean mayNameFloor) {
        this.rank = rank;
        this.version = version;
        this.description = description;
        this.script = script;
        this.checksum = checksum;
        this.sql = sql;
        this.mayNameFloor = mayNameFloor;
    }

    /** Takes the statements one after the other. */
    @FunctionalInterface
    public interface StatementSink {
        void accept(SqlStatementText statement) throws IOException;
    }

    /** Reads the file once more, and holds one statement at a time. */
    public void forEachStatement(StatementSink sink) throws IOException {
        try (SqlStatementIterator statements = sql.getSqlStatements()) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                sink.accept(new SqlStatementText(next.getSql(), next.getLineNumber(), CopyData.of(next)));
            }
        }
    }

    /** The statements one by one, for somebody who keeps step with Flyway; to be closed. */
    public StatementCursor statements() {
        return new StatementCursor(sql.getSqlStatements());
    }

    /** Whether Flyway runs it in one transaction; by its statements and by its script configuration file. */
    public boolean isTransactional() {
        return sql.executeInTransaction();
    }

    /** Whether the schema floor's table may be named in it; if not, nobody need read its statements for that. */
    boolean mayNameFloor() {
        return mayNameFloor;
    }

    /** Where it was read: a path, or the entry of a jar. */
    public String file() {
        return sql.getResource().getAbsolutePathOnDisk();
    }

    /** Its text as it is in the file, placeholders not replaced; to be closed. */
    public BufferedReader text() {
        return new BufferedReader(sql.getResource().read());
    }

    public int rank() {
        return rank;
    }

    public @Nullable String version() {
        return version;
    }

    public String description() {
        return description;
    }

    public String script() {
        return script;
    }

    public @Nullable Integer checksum() {
        return checksum;
    }
}
