package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;

/**
 * What the migrations run under.
 *
 * @param dialect whose SQL it is
 * @param hasLockTimeout whether somebody else sets one before the first statement
 * @param hasTransactionalLock whether Flyway holds PostgreSQL's transaction open as its lock
 */
public record LintSettings(SqlDialect dialect, boolean hasLockTimeout, boolean hasTransactionalLock) {}
