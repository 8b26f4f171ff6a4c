package dev.startupguard.cli.lint;

/** Says which rules of class B a change meets in one dialect. */
abstract class Blocking {
    private final LintSettings settings;
    private final KnownObjects known;

    Blocking(LintSettings settings, KnownObjects known) {
        this.settings = settings;
        this.known = known;
    }

    static Blocking of(LintSettings settings, KnownObjects known) {
        return switch (settings.dialect()) {
            case POSTGRESQL -> new PostgresBlocking(settings, known);
            case MARIADB, MYSQL -> new MySqlBlocking(settings, known);
            case SQLSERVER -> new SqlServerBlocking(settings, known);
            case H2 ->
                new Blocking(settings, known) {
                    @Override
                    void judge(Change change, MigrationState state, StatementFindings findings) {
                        // H2 is not where production blocks.
                    }
                };
        };
    }

    abstract void judge(Change change, MigrationState state, StatementFindings findings);

    LintSettings settings() {
        return settings;
    }

    KnownObjects known() {
        return known;
    }

    boolean isNew(Change change) {
        return known.isNew(change.table());
    }

    /** The change waits for a lock that keeps others out. */
    void locks(MigrationState state, StatementFindings findings) {
        state.holdsLocks = true;
        if (!state.hasLockTimeout && !state.isLockTimeoutReported) {
            state.isLockTimeoutReported = true;
            findings.add(Rule.LOCK_TIMEOUT_MISSING, "");
        }
    }

    /** Follows the settings that count. */
    void setting(Change change, MigrationState state) {
        boolean isNone = change.detail().equals("default")
                || change.detail().equals("0")
                || change.detail().equals("0s")
                || change.detail().startsWith("-");
        if (change.object().equals("lock_timeout") || change.object().equals("lock_wait_timeout")) {
            state.hasLockTimeout = !isNone;
        } else if (change.object().equals("foreign_key_checks")) {
            state.hasForeignKeyChecks =
                    !(change.detail().equals("0") || change.detail().equals("off"));
        }
    }
}
