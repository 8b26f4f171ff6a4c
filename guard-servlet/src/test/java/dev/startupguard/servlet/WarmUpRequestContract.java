package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.warmup.WarmUpToken;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard's own requests while others wait. */
abstract class WarmUpRequestContract extends ContainerContract {

    WarmUpRequestContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, off, false",
        "HOLDING, off, false",
        "WARMING, off, true",
        "WARMING, on, true",
        "SERVING, on, false",
        "DRAINING, on, false"
    })
    void passWhileTheInstanceIsWarmedUp(Phase phase, String mode, boolean passes) throws Exception {
        StartupGuard guard = guard(phase, "maintenance.mode", mode);
        HttpResponse<String> response =
                get("/page", WarmUpToken.HEADER, guard.warmUpToken().value());
        assertThat(response.statusCode()).isEqualTo(passes ? 200 : 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "POST", "PUT", "DELETE"})
    void areOrdinaryWithAnotherMethodThanTheGuards(String method) throws Exception {
        StartupGuard guard = guard(Phase.WARMING);
        HttpResponse<String> response = send(
                method, "/page", null, WarmUpToken.HEADER, guard.warmUpToken().value());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void areMarkedAndDoNotShowTheTokenToTheApplication() throws Exception {
        StartupGuard guard = guard(Phase.WARMING);
        String name = WarmUpToken.HEADER;
        HttpResponse<String> response = get("/page", name, guard.warmUpToken().value());
        assertThat(header(response, "Seen-Warm-Up")).isEqualTo("true");
        assertThat(header(response, "Seen-Headers"))
                .doesNotContainIgnoringCase(name)
                .containsIgnoringCase("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/async-dispatch", "/async-dispatch-by-path", "/mapped/async-dispatch", "/forward"})
    void doNotShowTheTokenAfterADispatchEither(String path) throws Exception {
        StartupGuard guard = guard(Phase.WARMING);
        HttpResponse<String> response =
                get(path, WarmUpToken.HEADER, guard.warmUpToken().value());
        assertThat(response.body()).isEqualTo(ApplicationServlet.ANSWER);
        assertThat(header(response, "Seen-Warm-Up")).isEqualTo("true");
        assertThat(header(response, "Seen-Headers"))
                .doesNotContainIgnoringCase(WarmUpToken.HEADER)
                .containsIgnoringCase("host");
    }

    @Test
    void areOrdinaryWithAWrongToken() throws Exception {
        StartupGuard guard = guard(Phase.WARMING);
        String name = WarmUpToken.HEADER;
        String token = guard.warmUpToken().value();
        assertThat(get("/page", name, token + "x").statusCode()).isEqualTo(503);
        assertThat(get("/page", name, "").statusCode()).isEqualTo(503);
        assertThat(get("/page", name, token + "," + token).statusCode()).isEqualTo(503);
        assertThat(application.requests).hasValue(0);
    }

    @Test
    void areOrdinaryWithTheTokenTwice() throws Exception {
        StartupGuard guard = guard(Phase.WARMING);
        String line = WarmUpToken.HEADER + ": " + guard.warmUpToken().value();
        assertThat(RawHttp.send(port(), "GET /page HTTP/1.1", "Host: x", line, line)
                        .status())
                .isEqualTo(503);
        assertThat(RawHttp.send(port(), "GET /page HTTP/1.1", "Host: x", line).status())
                .isEqualTo(200);
    }

    @Test
    void areNotToldByTheirAddressAlone() throws Exception {
        guard(Phase.WARMING);
        assertThat(get("/page", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(503);
    }
}
