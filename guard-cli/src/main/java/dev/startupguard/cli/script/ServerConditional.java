package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * How a server whose client has no conditionals runs a statement on a condition. The variable {@code @guard_go} says whether the
 * present migration has to be applied and nothing of it has failed; a client that goes on after errors is stopped by it.
 */
sealed interface ServerConditional permits ExecuteImmediate, PreparedStatements {

    Spelling spelling();

    /** A condition that is true on servers that can run the script, and what they are called. */
    String server();

    String servers();

    /** What the JDBC driver adds to the server's sql_mode: stored routines keep it. */
    String driverMode();

    /** Why a statement cannot be run on a condition, or null. */
    @Nullable
    String refusal(SqlStatementText statement);

    /** Runs a statement if {@code @guard_go} is true, and makes it false if there was an error. */
    void write(SqlStatementText statement, Writer script) throws IOException;

    /** Raises the error {@code @guard_problem} if there is one. */
    String stopForProblem();

    /** Goes back to the database in which the script began. */
    String useDatabase();
}
