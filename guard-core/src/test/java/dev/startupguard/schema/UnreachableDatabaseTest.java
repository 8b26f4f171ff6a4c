package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.schema.SchemaVerdict.Unreadable;
import dev.startupguard.schema.SchemaVerdict.Unreadable.Cause;
import dev.startupguard.test.FreezingProxy;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is away, hangs, or keeps a lock: the check ends, says so, and gives nothing away. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreachableDatabaseTest {
    private static final String TIMED_OUT_MESSAGE =
            "The database gave no answer in time when the schema history was read. Expected one within %s"
                    + " (guard.database.timeout). Look for a lock on the table 'flyway_schema_history' in the connection's"
                    + " current schema and for a database that hangs.";

    @TempDir
    Path folder;

    private Release release;

    @BeforeEach
    void release() throws Exception {
        release = Release.of(folder, "1");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aLockOnTheHistoryEndsWithTheTimeLimitAndTheConnectionStaysUsable(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        release.migrate(database);
        try (HikariDataSource pool = pool(database, database.url());
                Connection other = database.connect()) {
            lock(other, kind);
            SchemaCheck check = release.checkOf(pool, Duration.ofMillis(900));
            long start = System.nanoTime();
            assertThat(check.check()).isEqualTo(new Unreadable(Cause.TIMED_OUT, TIMED_OUT_MESSAGE.formatted("900 ms")));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));

            unlock(other, kind);
            assertThat(check.check().isCompatible()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void abortEndsAReadThatHangs(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        release.migrate(database);
        try (HikariDataSource pool = pool(database, database.url());
                Connection other = database.connect()) {
            lock(other, kind);
            SchemaCheck check = release.checkOf(pool, Duration.ofSeconds(50));
            CompletableFuture<SchemaVerdict> verdict = inBackground(check);
            awaitLockWait(database);
            check.abort();
            check.abort();
            assertThat(verdict.get(10, TimeUnit.SECONDS))
                    .isEqualTo(new Unreadable(Cause.TIMED_OUT, TIMED_OUT_MESSAGE.formatted("50 s")));

            // An abort ends one check, not the next, and the pool replaces the connection.
            unlock(other, kind);
            assertThat(check.check().isCompatible()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aServerThatStopsAnsweringEndsWithTheTimeLimit(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        release.migrate(database);
        try (FreezingProxy proxy = FreezingProxy.to(database);
                HikariDataSource pool = pool(database, proxy.urlOf(database))) {
            SchemaCheck check = release.checkOf(frozenAfterConnecting(pool, proxy), Duration.ofSeconds(1));
            long start = System.nanoTime();
            assertThat(check.check()).isEqualTo(new Unreadable(Cause.TIMED_OUT, TIMED_OUT_MESSAGE.formatted("1 s")));
            // PostgreSQL's driver waits 10 s for its message that cancels the query.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

            proxy.thaw();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> release.checkOf(pool).check().isCompatible());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void abortReturnsAtOnceAlsoWhenTheServerStopsAnswering(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        release.migrate(database);
        try (FreezingProxy proxy = FreezingProxy.to(database);
                HikariDataSource pool = pool(database, proxy.urlOf(database))) {
            StatementLog log = new StatementLog();
            SchemaCheck check = release.checkOf(log.watch(frozenAfterConnecting(pool, proxy)), Duration.ofSeconds(3));
            CompletableFuture<SchemaVerdict> verdict = inBackground(check);
            await().until(() -> !log.statements().isEmpty());
            long start = System.nanoTime();
            check.abort();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(verdict.get(20, TimeUnit.SECONDS)).extracting("cause").isEqualTo(Cause.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aConnectionThatComesAfterTheAbortIsGivenBackUnused(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        release.migrate(database);
        StatementLog log = new StatementLog();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        DataSource slow = (ConnectionSource) () -> {
            arrived.complete(null);
            goOn.join();
            return database.connect();
        };
        SchemaCheck check = release.checkOf(log.watch(slow));
        CompletableFuture<SchemaVerdict> verdict = inBackground(check);
        arrived.join();
        check.abort();
        goOn.complete(null);
        assertThat(verdict.get(10, TimeUnit.SECONDS)).extracting("cause").isEqualTo(Cause.TIMED_OUT);
        assertThat(log.calls()).containsExactly("close");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aServerThatAcceptsAndNeverAnswersEndsWithItsConnections(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        SilentServer silent = SilentServer.start();
        try {
            String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + silent.port() + "/");
            SchemaCheck check = release.checkOf(database.dataSource(url, database.user(), "s3cret"));
            CompletableFuture<SchemaVerdict> verdict = inBackground(check);
            await().until(() -> silent.connections() > 0);
            assertThat(verdict).isNotDone();
            silent.close();
            assertThat(verdict.get(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
                assertThat(unreadable.cause()).isEqualTo(Cause.NO_CONNECTION);
                assertThat(unreadable.message()).doesNotContain("s3cret");
            });
        } finally {
            silent.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void anExhaustedPoolIsNoConnection(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        try (HikariDataSource pool = pool(database, database.url());
                Connection taken = pool.getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThat(release.checkOf(pool).check()).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
                assertThat(unreadable.cause()).isEqualTo(Cause.NO_CONNECTION);
                assertThat(unreadable.message()).contains("Connection is not available, request timed out after");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POSTGRESQL | No connection to the database: FATAL: password authentication failed for user "guard". Expected one
                    MARIADB    | No connection to the database: (conn=%d) Access denied for user 'root'@%s (using password: YES)
                    H2         | No connection to the database: Wrong user name or password [28000-240]. Expected one
                    """)
    void aWrongPasswordIsSaidWithoutThePassword(TestDatabase kind, String message) throws Exception {
        FreshDatabase database = kind.create();
        database.execute("CREATE TABLE t (id INT)");
        DataSource wrong = database.dataSource(database.url(), database.user(), "wr0ng");
        assertNoConnection(release.checkOf(wrong).check(), message.split("[(%.]")[0]);
        DataSource inUrl = database.dataSource(withPassword(database, database.url()), database.user(), "wr0ng");
        assertNoConnection(release.checkOf(inUrl).check(), "No connection");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aWrongPortIsSaidWithoutThePassword(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        String url = withPassword(database, database.url().replaceFirst("//[^/]+/", "//127.0.0.1:1/"));
        assertNoConnection(
                release.checkOf(database.dataSource(url, database.user(), "wr0ng"))
                        .check(),
                "onnect");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(database.user());
        config.setPassword("wr0ng");
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertNoConnection(release.checkOf(pool).check(), "Connection is not available");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:tcp://127.0.0.1:1/x;USER=sa;PASSWORD=wr0ng",
        "jdbc:h2:mem:x;NO_SUCH_SETTING=1;PASSWORD=wr0ng",
        "jdbc:h2:file:relative;PASSWORD=wr0ng",
        "jdbc:nobody://host/x?password=wr0ng"
    })
    void aUrlInTheDriversWordsIsCutOff(String url) throws Exception {
        DataSource dataSource = (ConnectionSource) () -> DriverManager.getConnection(url);
        assertNoConnection(release.checkOf(dataSource).check(), "No connection to the database: ");
    }

    private static void assertNoConnection(SchemaVerdict verdict, String words) {
        assertThat(verdict).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.cause()).isEqualTo(Cause.NO_CONNECTION);
            assertThat(unreadable.message())
                    .contains(words)
                    .doesNotContain("wr0ng")
                    .doesNotContain("jdbc:")
                    .startsWith("No connection to the database: ")
                    .endsWith(
                            ". Expected one to read the schema history. Check that the database runs, and the address,"
                                    + " user and password of the data source.");
        });
    }

    private static String withPassword(FreshDatabase database, String url) {
        return database.kind() == TestDatabase.H2
                ? url + ";NO_SUCH_SETTING=wr0ng"
                : url + "?user=" + database.user() + "&password=wr0ng";
    }

    private static DataSource frozenAfterConnecting(DataSource pool, FreezingProxy proxy) {
        return (ConnectionSource) () -> {
            Connection connection = pool.getConnection();
            proxy.freeze();
            return connection;
        };
    }

    private static HikariDataSource pool(FreshDatabase database, String url) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource(url, database.user(), database.password()));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2000);
        return new HikariDataSource(config);
    }

    private static CompletableFuture<SchemaVerdict> inBackground(SchemaCheck check) {
        return CompletableFuture.supplyAsync(check::check, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void lock(Connection connection, TestDatabase kind) throws Exception {
        try (Statement statement = connection.createStatement()) {
            if (kind == TestDatabase.POSTGRESQL) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE flyway_schema_history IN ACCESS EXCLUSIVE MODE");
            } else {
                statement.execute("LOCK TABLES flyway_schema_history WRITE");
            }
        }
    }

    private static void unlock(Connection connection, TestDatabase kind) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(kind == TestDatabase.POSTGRESQL ? "ROLLBACK" : "UNLOCK TABLES");
        }
    }

    private static void awaitLockWait(FreshDatabase database) {
        String query = database.kind() == TestDatabase.POSTGRESQL
                ? "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                : "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE '%lock%'";
        await().until(() -> !database.column(query).isEmpty());
    }
}
