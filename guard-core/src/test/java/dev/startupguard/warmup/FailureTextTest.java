package dev.startupguard.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void namesTheFailureAndItsRoot() {
        assertThat(FailureText.of(
                        new IllegalStateException("no session", new SQLException("Table \"ORDERS\"\n not found"))))
                .isEqualTo("IllegalStateException: no session, caused by SQLException: Table \"ORDERS\" not found");
        assertThat(FailureText.of(new NullPointerException())).isEqualTo("NullPointerException");
        assertThat(FailureText.of(new WarmUpException("told already"))).isEqualTo("told already");
    }

    @Test
    void leavesOutUrlsAndSecrets() {
        assertThat(
                        FailureText.of(
                                new SQLException(
                                        "Failed for jdbcUrl=jdbc:postgresql://db/app?user=a&password=geheim, Password: geheim; PWD=geheim")))
                .isEqualTo("SQLException: Failed for jdbcUrl=…");
        assertThat(FailureText.of(new SQLException("no route to postgres://a:geheim@db/app")))
                .isEqualTo("SQLException: no route to…");
        assertThat(FailureText.of(new SQLException("config {\"password\":\"geheim\"}")))
                .isEqualTo("SQLException: config {\"…");
        assertThat(FailureText.of(new SQLException("DB_PASSWORD=geheim is wrong")))
                .isEqualTo("SQLException: DB_…");
        assertThat(FailureText.of(new WarmUpException("password = correct geheim")))
                .isEqualTo("…");
    }

    @Test
    void endsForARingOfCausesAndIsShort() {
        IllegalStateException one = new IllegalStateException("x".repeat(2000));
        one.initCause(new IllegalStateException("two", one));

        assertThat(FailureText.of(one)).hasSizeLessThan(1100);
    }
}
