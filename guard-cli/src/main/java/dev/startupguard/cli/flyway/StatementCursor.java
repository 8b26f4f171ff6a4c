package dev.startupguard.cli.flyway;

import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** One pass over the statements of a migration, of which it holds one at a time. */
public final class StatementCursor implements AutoCloseable {
    private final SqlStatementIterator statements;

    StatementCursor(SqlStatementIterator statements) {
        this.statements = statements;
    }

    /** The next statement, or null after the last. */
    public @Nullable SqlStatementText next() {
        SqlStatement next = statements.next();
        return next == null ? null : new SqlStatementText(next.getSql(), next.getLineNumber(), null);
    }

    @Override
    public void close() {
        statements.close();
    }
}
