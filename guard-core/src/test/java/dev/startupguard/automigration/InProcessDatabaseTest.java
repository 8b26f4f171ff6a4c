package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class InProcessDatabaseTest {

    private static final String URL = "jdbc:h2:mem:app";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:",
                "jdbc:h2:mem:app",
                "jdbc:h2:mem:app;DB_CLOSE_DELAY=-1;MODE=PostgreSQL",
                "jdbc:h2:nioMemFS:app",
                "jdbc:hsqldb:mem:app",
                "JDBC:HSQLDB:MEM:app",
                "jdbc:derby:memory:app;create=true",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file::memory:?cache=shared",
                "jdbc:sqlite:file:app?mode=memory&cache=shared"
            })
    void livesInThisProcess(String url) {
        assertThat(InProcessDatabase.isUrl(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:h2:./app",
                "jdbc:h2:~/app",
                "jdbc:h2:file:/data/mem:app",
                "jdbc:h2:tcp://localhost/mem:app",
                "jdbc:h2:ssl://localhost/mem:app",
                "jdbc:h2:zip:/data/app.zip!/mem:app",
                "jdbc:hsqldb:hsql://localhost/mem:app",
                "jdbc:hsqldb:file:app",
                "jdbc:derby://localhost:1527/memory:app",
                "jdbc:derby:app;create=true",
                "jdbc:sqlite:app.db",
                "jdbc:sqlite:memory",
                "jdbc:sqlite:file:app?cache=shared",
                "jdbc:sqlite:app?mode=memory",
                "jdbc:postgresql://localhost/mem",
                "jdbc:mysql:mem:app",
                "jdbc:tc:postgresql:15:///app"
            })
    void maybeUsedByOthers(String url) {
        assertThat(InProcessDatabase.isUrl(url)).isFalse();
    }

    @Test
    void theUrlOfAPoolIsFound() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(URL);

            assertThat(InProcessDatabase.urlOf(pool)).contains(URL);
            assertThat(pool.isRunning()).as("nothing was connected").isFalse();
        }
    }

    @Test
    void theUrlOfADriversDataSourceIsFound() {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setServerNames(new String[] {"db.example"});
        postgres.setDatabaseName("app");

        assertThat(InProcessDatabase.urlOf(h2(URL))).contains(URL);
        assertThat(InProcessDatabase.urlOf(postgres))
                .hasValueSatisfying(url -> assertThat(url)
                        .startsWith("jdbc:postgresql://db.example")
                        .contains("app"));
    }

    @Test
    void theUrlOfTheDataSourceInAPoolIsFound() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(h2(URL));

            assertThat(InProcessDatabase.urlOf(pool)).contains(URL);
        }
    }

    @Test
    void theUrlBehindDelegatingDataSourcesIsFound() {
        DataSource delegating = new Delegating(new Delegating(h2(URL)));

        assertThat(InProcessDatabase.urlOf(delegating)).contains(URL);
    }

    @Test
    void theUrlBehindADataSourceThatCanOnlyBeUnwrappedIsFound() {
        DataSource target = h2(URL);
        DataSource wrapper = proxy((method, arguments) -> switch (method) {
            case "unwrap" -> target;
            default -> throw new SQLException("not to be called: " + method);
        });

        assertThat(InProcessDatabase.urlOf(wrapper)).contains(URL);
    }

    @Test
    void dataSourcesThatWrapEachOtherDoNotGoOnForEver() {
        Delegating one = new Delegating(null);
        one.target = new Delegating(one);

        assertThat(InProcessDatabase.urlOf(one)).isEmpty();
    }

    @Test
    void aDataSourceThatTellsNothingHasNoUrlAndIsNotConnected() {
        DataSource closed = proxy((method, arguments) -> {
            throw new SQLException("not to be called: " + method);
        });

        assertThat(InProcessDatabase.urlOf(closed)).isEmpty();
        assertThat(InProcessDatabase.urlOf(JdbcConnectionPool.create(URL, "", "")))
                .isEmpty();
    }

    @Test
    void aGetterThatFailsIsNoAnswer() {
        DataSource failing = new Delegating(h2(URL)) {
            @SuppressWarnings("unused")
            public String getUrl() {
                throw new IllegalStateException("not configured yet");
            }
        };

        assertThat(InProcessDatabase.urlOf(failing)).contains(URL);
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    private interface Answer {
        Object to(String method, Object[] arguments) throws SQLException;
    }

    private static DataSource proxy(Answer answer) {
        return (DataSource) Proxy.newProxyInstance(
                InProcessDatabaseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, args) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == args[0];
                    case "toString" -> "proxy";
                    default -> answer.to(method.getName(), args);
                });
    }
}
