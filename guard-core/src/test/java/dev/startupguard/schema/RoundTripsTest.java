package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void withoutAFloorTableTheVerdictTakesOneQuery(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1", "2").migrate(database);
        StatementLog log = new StatementLog();

        assertThat(release.checkOf(log.watch(database.dataSource())).check().isCompatible())
                .isTrue();
        assertThat(log.statements()).singleElement().asString().startsWith("SELECT ");
    }

    @ParameterizedTest
    @EnumSource
    void withAFloorTableTheVerdictTakesTwo(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        GuardTablesOf.create(database);
        Release release = Release.of(folder, "1", "2");
        release.flyway(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        StatementLog log = new StatementLog();

        assertThat(release.checkOf(log.watch(database.dataSource())).check().isCompatible())
                .isTrue();
        assertThat(log.statements()).hasSize(2).allMatch(sql -> sql.startsWith("SELECT "));
    }

    @ParameterizedTest
    @EnumSource
    void aMissingHistoryTakesNoSecondQuery(TestDatabase kind) throws IOException {
        StatementLog log = new StatementLog();
        Release.of(folder, "1").checkOf(log.watch(kind.create().dataSource())).check();
        // H2 finds out when it prepares the query.
        assertThat(log.statements()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theTransactionIsEndedWhereConnectionsAreNotAutoCommit(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").migrate(database);
        try (Connection pooled = database.connect()) {
            pooled.setAutoCommit(false);
            StatementLog log = new StatementLog();
            SchemaCheck check = release.checkOf(log.watch((ConnectionSource) () -> pooled, false));

            assertThat(check.check().isCompatible()).isTrue();
            assertThat(log.calls()).containsOnlyOnce("rollback").doesNotContain("commit");

            // The next look sees what was done in between, also where a transaction keeps the state of its first read.
            Release.of(folder, "1", "2").migrate(database);
            assertThat(check.check()).extracting("database").isEqualTo(SchemaVersion.of("2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionGoesBackAsItCame(TestDatabase kind) throws Exception {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").migrate(database);
        try (Connection pooled = database.connect()) {
            int timeoutBefore = pooled.getNetworkTimeout();
            release.checkOf(new StatementLog().watch((ConnectionSource) () -> pooled, false))
                    .check();
            assertThat(pooled.getNetworkTimeout()).isEqualTo(timeoutBefore);
            assertThat(pooled.getAutoCommit()).isTrue();
            assertThat(queryTimeout(pooled)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCheckReadsOnlyWhatItNeedsAndNothingOfTheMigrations(TestDatabase kind) throws IOException {
        FreshDatabase database = kind.create();
        Release release = Release.of(folder, "1").migrate(database);
        StatementLog log = new StatementLog();
        release.checkOf(log.watch(database.dataSource())).check();
        List<String> statements = log.statements();
        assertThat(statements).noneMatch(sql -> sql.matches(".*(checksum|\\bscript|execution_time|\\*).*"));
    }

    private static int queryTimeout(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.getQueryTimeout();
        }
    }
}
