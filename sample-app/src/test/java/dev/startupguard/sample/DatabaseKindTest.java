package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseKindTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/conferences;AUTO_SERVER=TRUE, H2",
        "jdbc:postgresql://db.example/conferences, POSTGRESQL",
        "jdbc:mariadb://db.example/conferences, MARIADB"
    })
    void theUrlTellsTheKind(String url, DatabaseKind kind) {
        assertThat(DatabaseKind.ofUrl(url)).isEqualTo(kind);
    }

    @Test
    void anotherDatabaseIsRefusedWithoutRepeatingWhatTheUrlHolds() {
        assertThatThrownBy(() -> DatabaseKind.ofUrl("jdbc:oracle:thin:scott/tiger@db"))
                .hasMessage(
                        "SPRING_DATASOURCE_URL begins with 'jdbc:oracle:'; expected one of jdbc:h2:, jdbc:postgresql:,"
                                + " jdbc:mariadb:. Choose a database that the sample has a driver for.");
    }

    @ParameterizedTest
    @CsvSource({"postgres://scott:tiger@db, postgres:", "tiger, something else", "'', something else"})
    void whatIsNoJdbcUrlIsNotRepeatedEither(String url, String said) {
        assertThatThrownBy(() -> DatabaseKind.ofUrl(url))
                .hasMessageStartingWith("SPRING_DATASOURCE_URL begins with '" + said + "';");
    }
}
