package dev.startupguard.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.SilentServer;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.TaskReport.Outcome;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionPoolWarmUpTest {
    private final FreshDatabase database = TestDatabase.H2.create();

    @Test
    void poolIsFilledToItsMinimumAndEveryConnectionIsGivenBack() throws Exception {
        try (HikariDataSource pool = pool(4, 8)) {
            ConnectionPoolWarmUp.task("pool", pool).action().run();

            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isGreaterThanOrEqualTo(4);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void minimumThatThePoolDecidesByItselfIsReadAfterItHas() throws Exception {
        try (HikariDataSource pool = pool(-1, 6)) {
            assertThat(pool.getMinimumIdle()).isEqualTo(-1);

            ConnectionPoolWarmUp.task("pool", pool).action().run();

            assertThat(pool.getMinimumIdle()).isEqualTo(6);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(6);
        }
    }

    @Test
    void hugeMinimumIsBounded() throws Exception {
        try (HikariDataSource pool = pool(2, 100)) {
            CountingDataSource wrapped = new CountingDataSource(pool, 100);

            ConnectionPoolWarmUp.task("pool", wrapped.proxy()).action().run();

            assertThat(wrapped.taken).isEqualTo(ConnectionPoolWarmUp.MOST_CONNECTIONS);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void dataSourceThatIsNoPoolIsAskedOnce() throws Exception {
        CountingDataSource counting = new CountingDataSource(database.dataSource(), null);

        ConnectionPoolWarmUp.task("pool", counting.proxy()).action().run();

        assertThat(counting.taken).isEqualTo(1);
    }

    @Test
    void minimumIsFoundThroughAWrapper() {
        try (HikariDataSource pool = pool(4, 8)) {
            assertThat(PoolMinimum.of(new Wrapper(pool).proxy())).isEqualTo(4);
            assertThat(PoolMinimum.of(new CountingDataSource(pool, 0).proxy())).isEqualTo(1);
        }
    }

    @Test
    void exhaustedPoolIsAFailureInTimeAndWhatWasTakenIsGivenBack() throws Exception {
        try (HikariDataSource pool = pool(4, 4);
                Connection inUse = pool.getConnection()) {
            WarmUpReport report = warmUp(pool, Duration.ofMillis(500));

            assertThat(report.tasks().get(0).outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(inUse.isValid(1)).isTrue();
            await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 1);
        }
    }

    @Test
    void exhaustedPoolWithAShortLimitOfItsOwnSaysWhatIsWrong() throws Exception {
        try (HikariDataSource pool = pool(2, 2)) {
            pool.setConnectionTimeout(250);
            try (Connection inUse = pool.getConnection()) {
                assertThat(inUse).isNotNull();
                assertThatThrownBy(() ->
                                ConnectionPoolWarmUp.task("pool", pool).action().run())
                        .hasMessageContaining("Connection is not available");
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            }
        }
    }

    @Test
    void silentDatabaseIsAFailureInTime() throws Exception {
        try (HikariDataSource pool = new HikariDataSource();
                SilentServer silent = SilentServer.start()) { // closed first, or the pool waits for it
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + silent.port() + "/app");
            pool.setUsername("app");
            pool.setPassword("geheim");
            pool.setInitializationFailTimeout(-1);

            WarmUpReport report = warmUp(pool, Duration.ofMillis(500));

            assertThat(report.tasks().get(0).outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(report.failures()).doesNotContain("geheim");
            await().untilAsserted(() -> assertThat(silent.connections()).isPositive());
        }
    }

    private static WarmUpReport warmUp(DataSource dataSource, Duration limit) throws Exception {
        WarmUpTask task = ConnectionPoolWarmUp.task("pool", dataSource).withTimeLimit(limit);
        try (WarmUp warmUp = new WarmUp(List.of(task), Duration.ofSeconds(20), report -> {}, Clock.systemUTC())) {
            return warmUp.join().get(20, TimeUnit.SECONDS);
        }
    }

    private HikariDataSource pool(int minimum, int maximum) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        if (minimum >= 0) {
            pool.setMinimumIdle(minimum);
        }
        pool.setMaximumPoolSize(maximum);
        return pool;
    }

    public interface SomePool extends DataSource {
        int getMinIdle();
    }

    public interface SomeWrapper extends DataSource {
        DataSource getTargetDataSource();
    }

    /** Counts what is taken from it, and says a minimum of its own as another maker's pool does; null for none. */
    private static final class CountingDataSource {
        private final DataSource target;
        private final Integer minimum;
        private int taken;

        CountingDataSource(DataSource target, Integer minimum) {
            this.target = target;
            this.minimum = minimum;
        }

        DataSource proxy() {
            Class<?> type = minimum == null ? DataSource.class : SomePool.class;
            return (DataSource)
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, arguments) -> {
                        if (method.getName().equals("getMinIdle")) {
                            return minimum;
                        }
                        if (method.getName().equals("getConnection")) {
                            taken++;
                        }
                        return method.invoke(target, arguments);
                    });
        }
    }

    private record Wrapper(DataSource target) {
        DataSource proxy() {
            return (DataSource) Proxy.newProxyInstance(
                    SomeWrapper.class.getClassLoader(),
                    new Class<?>[] {SomeWrapper.class},
                    (p, method, arguments) ->
                            method.getName().equals("getTargetDataSource") ? target : method.invoke(target, arguments));
        }
    }
}
