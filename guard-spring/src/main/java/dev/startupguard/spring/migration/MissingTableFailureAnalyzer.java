package dev.startupguard.spring.migration;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start that fails for want of a table, as Quartz's does, while the guard keeps the application from making tables. What
 * was blocked is not known here any more: the context is gone, and the log has it.
 */
final class MissingTableFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** PostgreSQL; H2 (with and without candidates, empty database), MySQL and MariaDB; SQL Server. */
    private static final Set<String> SQL_STATES = Set.of("42P01", "42S02", "42S03", "42S04", "S0002");

    private static final int ORACLE = 942;

    private final Environment environment;

    MissingTableFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (!isMissingTable(cause) || !mayBlock()) {
            return null;
        }
        return new FailureAnalysis(
                "The database lacks a table that the application needs while it starts: " + cause.getMessage(),
                "Startup Guard keeps the application from making tables by itself; what it blocked is in the log above, in the lines"
                        + " that begin with 'Blocked:'. Run the migrations as a step of the release, before the application starts,"
                        + " or set guard.auto-migration=allow in tests and on a developer's machine.",
                cause);
    }

    private boolean mayBlock() {
        return environment.getProperty("guard.enabled", Boolean.class, true)
                && !"allow".equalsIgnoreCase(environment.getProperty("guard.auto-migration", ""));
    }

    private static boolean isMissingTable(SQLException failure) {
        return failure.getSQLState() != null && SQL_STATES.contains(failure.getSQLState())
                || failure.getErrorCode() == ORACLE
                        && String.valueOf(failure.getMessage()).startsWith("ORA-");
    }
}
