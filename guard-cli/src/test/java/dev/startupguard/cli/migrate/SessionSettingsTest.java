package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.cli.flyway.Database;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
    private final SessionSettings settings = new SessionSettings(Database.MARIADB, Duration.ofSeconds(1));

    @Test
    void whetherATransactionIsOpenIsKnownWithoutAQueryForWhichMySqlWouldWantTheRightProcess() throws SQLException {
        FreshDatabase database = TestDatabase.MARIADB.create();
        database.execute("CREATE TABLE a (id INT PRIMARY KEY)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO a VALUES (1)");
            long asked = questions(statement);
            assertThat(settings.isTransactionOpen(connection)).isTrue();
            assertThat(questions(statement)).isEqualTo(asked + 1);

            assertThatThrownBy(() -> statement.execute("INSERT INTO a VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertThat(connection.isValid(5)).isTrue();
            assertThat(settings.isTransactionOpen(connection)).isTrue();

            assertThatThrownBy(() -> statement.execute("CREATE TABLE a (id INT)"))
                    .isInstanceOf(SQLException.class);
            assertThat(connection.isValid(5)).isTrue();
            assertThat(settings.isTransactionOpen(connection)).isFalse();
        }
    }

    private static long questions(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
