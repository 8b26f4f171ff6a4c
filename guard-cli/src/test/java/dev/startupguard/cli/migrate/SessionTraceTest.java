package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTraceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET time_zone = '+00:00'",
                "-- it's UTC\nset names utf8mb4",
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='ANSI' */",
                "SET @a = 1, @b := CONCAT(@a, 'x')",
                "SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI')",
                "USE other",
                "SET SCHEMA other",
                "SET search_path = a, b",
                "RESET search_path",
                "SET ROLE owner",
                "LOCK TABLES a WRITE",
                "SELECT pg_catalog.set_config('search_path', '', false)",
            })
    void settingsAreMadeAgain(String sql) {
        SessionTrace trace = new SessionTrace();
        assertThat(trace.pass(sql, 1)).isTrue();
        trace.rest("INSERT INTO a VALUES (@a, @b)");
        assertThat(trace.missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES ('SET x')",
                "UPDATE a SET b = 1",
                "SET STATEMENT max_statement_time = 1 FOR INSERT INTO a VALUES (1)",
                "SET GLOBAL general_log = 1",
                "SET PASSWORD FOR u = PASSWORD('x')",
                "CREATE TABLE a (id INT)",
                "SET @v := (SELECT MAX(id) FROM a)",
            })
    void allElseIsNot(String sql) {
        assertThat(new SessionTrace().pass(sql, 1)).isFalse();
    }

    private static List<String> missing(List<String> passedOver, String... rest) {
        SessionTrace trace = new SessionTrace();
        for (int i = 0; i < passedOver.size(); i++) {
            trace.pass(passedOver.get(i), i + 1);
        }
        for (String each : rest) {
            trace.rest(each);
        }
        return trace.missing();
    }

    @Test
    void whatCameFromDataIsMissingWhereItIsUsed() {
        String use = "INSERT INTO b VALUES (@V)";
        assertThat(missing(List.of("SET @v := (SELECT MAX(id) FROM a)"), use)).containsExactly("@v of statement 1");
        assertThat(missing(List.of("SET @v = NOW()"), use)).containsExactly("@v of statement 1");
        assertThat(missing(List.of("SET @v = CURRENT_TIMESTAMP"), use)).containsExactly("@v of statement 1");
        assertThat(missing(List.of("SELECT MAX(id), 1 INTO @w, @v FROM a"), use))
                .containsExactly("@v of statement 1");
        assertThat(missing(List.of("SELECT @v := MAX(id) FROM a"), use)).containsExactly("@v of statement 1");
        assertThat(missing(List.of("CALL p(@v)"), use)).containsExactly("@v of statement 1");
        assertThat(missing(List.of("SET @w = UUID()", "SET @v = @w"), use)).containsExactly("@v of statement 2");
        assertThat(missing(List.of("SET @w = UUID()", "SET sql_mode = @w"), "SELECT 1"))
                .containsExactly("the setting sql_mode of statement 2");
        assertThat(missing(List.of("CREATE TEMPORARY TABLE t (id INT)"), "SELECT * FROM `T`"))
                .containsExactly("t of statement 1");
        assertThat(missing(List.of("PREPARE s FROM @sql"), "EXECUTE s")).containsExactly("s of statement 1");
        assertThat(missing(List.of("INSERT INTO a VALUES (1)"), "INSERT INTO b VALUES (LAST_INSERT_ID())"))
                .containsExactly("the last generated key of statement 1");
    }

    @Test
    void whatIsNotUsedOrMadeAnewIsNotMissing() {
        List<String> idiom = List.of("SET @v = (SELECT 'DO 0')", "PREPARE s FROM @v", "EXECUTE s");
        assertThat(missing(idiom, "INSERT INTO b VALUES (1)")).isEmpty();
        assertThat(missing(idiom, idiom.toArray(String[]::new))).isEmpty();
        assertThat(missing(idiom, "SET @v = @v + 1")).containsExactly("@v of statement 1");
        assertThat(missing(List.of("SET @v = UUID()", "SET @v = 1"), "SELECT @v"))
                .isEmpty();
        assertThat(missing(
                        List.of("INSERT INTO a VALUES (1)"),
                        "INSERT INTO a VALUES (2)",
                        "INSERT INTO b VALUES (LAST_INSERT_ID())"))
                .isEmpty();
        assertThat(missing(List.of("SET @v = UUID()"), "-- @v\nSELECT '@v', @vw, @@v"))
                .isEmpty();
    }
}
