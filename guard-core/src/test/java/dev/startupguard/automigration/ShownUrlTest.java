package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example:5432/app, jdbc:postgresql://db.example:5432/app",
        "jdbc:h2:file:/data/app;USER=sa;PASSWORD=s3cret, jdbc:h2:file:/data/app",
        "jdbc:postgresql://db/app?user=ada&password=s3cret, jdbc:postgresql://db/app",
        "jdbc:sqlserver://db:1433;databaseName=app;password=s3cret, jdbc:sqlserver://db:1433",
        "jdbc:mysql://ada:s3cret@db/app, jdbc:mysql://db/app",
        "jdbc:mysql://ada:s3@cret@db/app?x=y, jdbc:mysql://db/app",
        "jdbc:oracle:thin:ada/s3cret@db:1521/app, jdbc:oracle:...@db:1521/app",
        "jdbc:oracle:thin:ada/s3cret@//db:1521/app, jdbc:oracle:...@//db:1521/app",
        "jdbc:postgresql://db/app?password=s3@cret, jdbc:postgresql:...",
        "jdbc:mysql://ada:s3?cret@db/app, jdbc:mysql:...",
        "jdbc:mysql://ada:s3;cret@db/app, jdbc:mysql:...",
        "'jdbc:mysql://address=(host=db)(password=s3cret)/app', jdbc:mysql:...",
        "postgres://ada:s3cret@db/app, a database",
        "s3cret, a database",
        "jdbc:s3cret, a database"
    })
    void showsNoCredential(String url, String shown) {
        assertThat(ShownUrl.of(url)).isEqualTo(shown).doesNotContain("s3").doesNotContain("cret");
    }
}
