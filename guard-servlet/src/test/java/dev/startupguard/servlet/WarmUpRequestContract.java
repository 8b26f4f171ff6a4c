package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.WarmUpToken;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void passWhileTheSchemaIsLookedAtAgainBecauseMaintenanceHasEnded() throws Exception {
        SwitchableDataSource dataSource =
                new SwitchableDataSource(TestDatabase.H2.create().dataSource());
        StartupGuard guard = use(
                builder(
                                "maintenance.mode", "on",
                                "schema.min", "1",
                                "schema.on-incompatible", "warn")
                        .dataSource(dataSource)
                        .warmUpTask(endlessTask()),
                Phase.WARMING);
        CountDownLatch mayLook = dataSource.hold();
        guard.maintenance().set(MaintenanceMode.OFF, null, "test", null);
        assertThat(guard.status().phase()).isEqualTo(Phase.STARTING);

        assertThat(get("/page", WarmUpToken.HEADER, guard.warmUpToken().value()).statusCode())
                .isEqualTo(200);
        assertThat(get("/page").statusCode()).isEqualTo(503);
        mayLook.countDown();
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
