package dev.startupguard.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.spring.LaunchedApplication;
import dev.startupguard.traffic.WorkGate;
import dev.startupguard.warmup.WarmUpTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class GuardMetricsTest {

    private final LaunchedApplication application = LaunchedApplication.open(List.of(Warm.class));
    private final MeterRegistry registry = application.context().getBean(MeterRegistry.class);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void ofEachStateOneValueHolds() {
        awaitServing();
        assertThat(gauges("guard.mode", "mode")).containsExactlyInAnyOrder("off=1", "read-only=0", "on=0");
        assertThat(gauges("guard.phase", "phase"))
                .containsExactlyInAnyOrder("starting=0", "holding=0", "warming=0", "serving=1", "draining=0");
        assertThat(gauges("guard.schema.verdict", "verdict"))
                .containsExactlyInAnyOrder(
                        "compatible=1", "behind=0", "too-new=0", "below-floor=0", "broken=0", "unreadable=0", "none=0");
        assertThat(value("guard.ready")).isEqualTo(1);
        assertThat(value("guard.live")).isEqualTo(1);
        assertThat(value("guard.migrations.blocked")).isZero();

        application.guard().maintenance().set(MaintenanceMode.READ_ONLY, null, "test", null);
        application.guard().drain();
        application.guard().fail("The licence has run out.");

        assertThat(gauges("guard.mode", "mode")).contains("read-only=1", "off=0");
        assertThat(gauges("guard.phase", "phase")).contains("draining=1", "serving=0");
        assertThat(value("guard.ready")).isZero();
        assertThat(value("guard.live")).isZero();
    }

    @Test
    void everyVerdictHasItsGauge() {
        assertThat(GuardMetrics.VERDICTS)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SchemaVerdict.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .map(each -> each.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase())
                        .toList());
    }

    @Test
    void everyMeterIsInTheDocumentationAndNoOther() throws IOException {
        awaitServing();
        await().untilAsserted(() -> assertThat(checks()).isPositive());
        String table = Files.readString(Path.of("..", "docs", "actuator.md"))
                .split("## Metrics")[1]
                .split("\n## ")[0];
        List<String> documented = Pattern.compile("`(guard\\.[a-z.]+)`")
                .matcher(table)
                .results()
                .map(each -> each.group(1))
                .toList();

        assertThat(registry.getMeters())
                .extracting(each -> each.getId().getName())
                .filteredOn(each -> each.startsWith("guard."))
                .isNotEmpty()
                .allMatch(documented::contains);
        assertThat(documented).allMatch(each -> registry.find(each).meter() != null);
    }

    @Test
    void requestsAreCountedByWhatBecameOfThem() {
        awaitServing();
        double before = admitted();
        application.get("/page");
        application.send("POST", "/page", null);
        assertThat(admitted()).isEqualTo(before + 2);

        application.guard().maintenance().set(MaintenanceMode.READ_ONLY, null, "test", null);
        application.send("POST", "/page", null);
        application.guard().maintenance().set(MaintenanceMode.ON, null, "test", null);
        application.get("/page");
        application.get("/page");
        application.get("/guard/ready");
        application.get("/actuator/health");

        assertThat(refused("read-only")).isEqualTo(1);
        assertThat(refused("maintenance")).isEqualTo(2);
        assertThat(refused("waiting")).isZero();
        assertThat(admitted()).isEqualTo(before + 2);
    }

    @Test
    void workUnderWayIsGaugedByKind() {
        awaitServing();
        WorkGate gate = application.guard().workGate();
        try (WorkGate.Permit permit = gate.tryEnter().orElseThrow()) {
            assertThat(permit).isNotNull();
            assertThat(work("background", "false")).isEqualTo(1);
            assertThat(work("background", "true")).isZero();
        }
        application.guard().requests(true).enter();
        assertThat(work("request", "true")).isEqualTo(1);
        assertThat(work("request", "false")).isZero();
        application.guard().requests(true).exit();
    }

    @Test
    void theWarmUpIsTimedAsAWholeAndByTask() {
        awaitServing();
        TimeGauge task =
                registry.get("guard.warmup.task.time").tag("task", "kettle").timeGauge();
        assertThat(task.value(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(Warm.MILLISECONDS);
        assertThat(registry.get("guard.warmup.time").timeGauge().value(TimeUnit.MILLISECONDS))
                .isGreaterThanOrEqualTo(Warm.MILLISECONDS);
        assertThat(registry.get("guard.warmup.runs").functionCounter().count()).isPositive();
    }

    @Test
    void everyLookAtTheSchemaIsTimed() {
        awaitServing();
        await().untilAsserted(() -> assertThat(checks()).isPositive());
        long before = checks();

        application.guard().checkSchema();

        await().until(() -> checks() > before);
    }

    private long checks() {
        Timer timer =
                registry.find("guard.schema.check").tag("verdict", "compatible").timer();
        return timer == null ? 0 : timer.count();
    }

    private void awaitServing() {
        await().until(() -> application.guard().status().phase() == Phase.SERVING);
    }

    private double admitted() {
        return registry.get("guard.requests.admitted").functionCounter().count();
    }

    private double refused(String reason) {
        return registry.get("guard.requests.refused")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    private double work(String kind, String safe) {
        return registry.get("guard.work.active")
                .tag("kind", kind)
                .tag("safe", safe)
                .gauge()
                .value();
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }

    private List<String> gauges(String name, String tag) {
        return registry.get(name).gauges().stream()
                .map(each -> each.getId().getTag(tag) + "=" + (int) each.value())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Warm {

        static final long MILLISECONDS = 20;

        @Bean
        WarmUpTask kettle() {
            return WarmUpTask.of("kettle", () -> {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLISECONDS);
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
            });
        }
    }
}
