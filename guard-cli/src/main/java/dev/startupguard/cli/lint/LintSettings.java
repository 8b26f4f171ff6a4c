package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.flyway.TransactionalLock;
import dev.startupguard.cli.target.Target;
import java.util.Locale;
import java.util.Set;

/**
 * What the migrations run under.
 *
 * @param dialect whose SQL it is
 * @param hasLockTimeout whether somebody else sets one before the first statement
 * @param hasTransactionalLock whether Flyway holds PostgreSQL's transaction open as its lock
 * @param appliedRepeatables the scripts of repeatable migrations that ran before
 */
public record LintSettings(
        SqlDialect dialect, boolean hasLockTimeout, boolean hasTransactionalLock, Set<String> appliedRepeatables) {

    public LintSettings {
        appliedRepeatables = Set.copyOf(appliedRepeatables);
    }

    /** For a build alone. */
    static LintSettings of(Target target, SqlDialect dialect) {
        String initSql = target.flyway().getInitSql();
        String lower = initSql == null ? "" : initSql.toLowerCase(Locale.ROOT);
        return new LintSettings(
                dialect,
                lower.contains("lock_timeout") || lower.contains("lock_wait_timeout"),
                TransactionalLock.isUsedBy(target.flyway()),
                Set.of());
    }

    /** For what is pending in a database; call it while the plan's connection is open. */
    public static LintSettings of(Target target, MigrationPlan plan) {
        LintSettings settings = of(target, dialect(plan));
        return new LintSettings(
                settings.dialect(),
                settings.hasLockTimeout(),
                settings.hasTransactionalLock(),
                AppliedRepeatables.in(target, plan));
    }

    /** For somebody who sets a lock time-out, and does without Flyway's transactional lock. */
    public LintSettings withShortLocks() {
        return new LintSettings(dialect, true, false, appliedRepeatables);
    }

    private static SqlDialect dialect(MigrationPlan plan) {
        return switch (plan.database()) {
            case POSTGRESQL -> SqlDialect.POSTGRESQL;
            case MARIADB -> SqlDialect.MARIADB;
            case H2 -> SqlDialect.H2;
            case SQLSERVER -> SqlDialect.SQLSERVER;
        };
    }
}
