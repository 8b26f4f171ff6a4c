package dev.startupguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseTest {

    @ParameterizedTest
    @EnumSource
    void everyDatabaseCreatedIsEmptyAndItsOwn(TestDatabase kind) throws SQLException {
        FreshDatabase first = kind.create();
        first.execute("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (7)");
        FreshDatabase second = kind.create();
        second.execute("CREATE TABLE t (id INT)");

        assertThat(first.column("SELECT id FROM t")).containsExactly("7");
        assertThat(second.column("SELECT id FROM t")).isEmpty();
        try (Connection connection = first.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getURL()).startsWith(first.url().split("[?;]")[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, PostgreSQL 15", "MARIADB, 10.11", "H2, 2.4"})
    void theServersHaveTheVersionsThatTheGuardPromises(TestDatabase kind, String version) {
        String function = kind == TestDatabase.H2 ? "h2version()" : "version()";
        assertThat(kind.create().column("SELECT " + function))
                .singleElement()
                .asString()
                .startsWith(version);
    }

    @Test
    void anH2FileCanBeOpenedTwice(@TempDir Path folder) throws SQLException {
        FreshDatabase file = TestDatabase.h2File(folder);
        try (Connection first = file.connect();
                Connection second = file.connect()) {
            assertThat(first.isValid(1)).isTrue();
            assertThat(second.isValid(1)).isTrue();
        }
    }
}
