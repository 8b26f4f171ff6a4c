package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.flyway.GuardTablesSetup;
import dev.startupguard.cli.journal.JournalTable;
import dev.startupguard.cli.target.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** What a run has of its own in the database: the journal and the lock, each with a connection, and a name. */
final class Workspace implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Target target;
    private final Progress progress;
    private final String runId = UUID.randomUUID().toString();
    private final String who = who();
    private final Database database;
    private final Connection journalConnection;
    private final Connection lockConnection;
    private final Journal journal;
    private final RunLock lock;

    private Workspace(Target target, Progress progress, Connection journalConnection, Connection lockConnection)
            throws SQLException {
        this.target = target;
        this.progress = progress;
        this.journalConnection = journalConnection;
        this.lockConnection = lockConnection;
        database = kind(journalConnection);
        String table = JournalTable.name(target, journalConnection);
        journal = new Journal(journalConnection, table, JournalTable.scriptOfRun(target), database);
        lock = new RunLock(
                lockConnection,
                database,
                table,
                history(target, lockConnection),
                JournalTable.isDefaultHistory(target));
        if (database == Database.MARIADB) {
            neverIdle(journalConnection);
            neverIdle(lockConnection);
        }
    }

    /** Creates what is missing of the history and the guard's tables, and connects. */
    static Workspace open(Target target, Progress progress) {
        try {
            new FlywayHistory(target).createIfMissing();
            GuardTablesSetup.flyway(target).migrate();
        } catch (FlywayException e) {
            throw target.refused(e);
        }
        return connect(target, progress);
    }

    /** Connects to what an earlier run has created; empty if there was none. */
    static Optional<Workspace> look(Target target, Progress progress) {
        try {
            MigrationInfo tables = GuardTablesSetup.flyway(target).info().current();
            return tables == null || !tables.getVersion().isAtLeast("1")
                    ? Optional.empty()
                    : Optional.of(connect(target, progress));
        } catch (FlywayException e) {
            throw target.refused(e);
        }
    }

    private static Workspace connect(Target target, Progress progress) {
        try {
            Connection journal = target.dataSource().getConnection();
            try {
                return new Workspace(
                        target, progress, journal, target.dataSource().getConnection());
            } catch (SQLException e) {
                journal.close();
                throw e;
            }
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    private static Database kind(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> Database.POSTGRESQL;
            case "H2" -> Database.H2;
            default -> Database.MARIADB;
        };
    }

    private static String history(Target target, Connection connection) throws SQLException {
        String schema = target.history().schema();
        String place = connection.getMetaData().supportsSchemasInTableDefinitions()
                ? connection.getSchema()
                : connection.getCatalog();
        return (schema == null ? place : schema) + "." + target.history().name();
    }

    /** A statement may take longer than MariaDB keeps a connection that says nothing. */
    private static void neverIdle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION wait_timeout = 2147483");
        }
    }

    private static String who() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host";
        }
        return System.getProperty("user.name") + "@" + host + ", process "
                + ProcessHandle.current().pid();
    }

    String runId() {
        return runId;
    }

    String whoRuns() {
        return who;
    }

    Database database() {
        return database;
    }

    Journal journal() {
        return journal;
    }

    /** For questions besides the journal's. */
    Connection connection() {
        return journalConnection;
    }

    /** Works on the journal; an error of the database ends the command. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T with(Journal journal) throws SQLException;
    }

    <T extends @Nullable Object> T journal(Work<T> work) {
        try {
            return work.with(journal);
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    /** Takes the lock and writes who has it, or tells who has. */
    void take(Duration wait) {
        lock(wait);
        journal(each -> {
            each.begin(runId, who);
            return true;
        });
    }

    /** Takes the lock, or tells who has it. */
    void lock(Duration wait) {
        boolean free = until(wait, () -> lock.tryTake(), () -> "another run: " + holder());
        if (!free) {
            throw CliFailure.finding(
                    "Another guard migrate is at work in " + target.shownUrl() + ": " + holder() + ".",
                    "one run at a time on a history.",
                    "wait for its end, by --wait 10m for instance, or ask who started it.");
        }
    }

    private String holder() {
        return journal(Journal::running).map(JournaledRun::toString).orElse("one that has not said its name yet");
    }

    /** Something that may have to be waited for. */
    @FunctionalInterface
    interface Condition {
        boolean isMet() throws SQLException;
    }

    /** Asks again and again, and says once that it waits. */
    boolean until(Duration wait, Condition condition, Supplier<String> what) {
        long began = System.nanoTime();
        boolean told = false;
        try {
            while (!condition.isMet()) {
                if (System.nanoTime() - began >= wait.toNanos()) {
                    return false;
                }
                if (!told) {
                    progress.say("Waiting for " + what.get() + ".");
                    told = true;
                }
                pause(PAUSE);
            }
            return true;
        } catch (SQLException e) {
            throw target.refused(e);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    @Override
    public void close() {
        try {
            try {
                if (!lockConnection.getAutoCommit()) {
                    lockConnection.rollback();
                }
                lockConnection.close();
            } finally {
                journalConnection.close();
            }
        } catch (SQLException e) {
            progress.say("A connection could not be closed: " + Redaction.of(e) + ".");
        }
    }
}
