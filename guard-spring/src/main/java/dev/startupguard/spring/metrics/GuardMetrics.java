package dev.startupguard.spring.metrics;

import dev.startupguard.Admission;
import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.Work;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.warmup.TaskReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The guard as meters. All but the timer are read from the guard when somebody collects them, so that no request pays for them. A
 * state is one gauge per value, of which one is 1 and the others are 0.
 */
final class GuardMetrics implements MeterBinder {

    private static final String NO_VERDICT = "none";

    /** Every {@link dev.startupguard.schema.SchemaVerdict#label}. */
    static final List<String> VERDICTS =
            List.of("compatible", "behind", "too-new", "below-floor", "broken", "unreadable");

    private static final List<Admission> REFUSALS =
            List.of(Admission.STARTING, Admission.WAITING, Admission.READ_ONLY, Admission.MAINTENANCE);

    private final StartupGuard guard;

    GuardMetrics(StartupGuard guard) {
        this.guard = guard;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindStates(registry);
        bindWork(registry);
        bindRequests(registry);
        bindWarmUp(registry);
        bindSchema(registry);
    }

    private void bindStates(MeterRegistry registry) {
        for (MaintenanceMode mode : MaintenanceMode.values()) {
            state(registry, "guard.mode", "mode", mode.label(), "The maintenance mode", now -> now.mode() == mode);
        }
        for (Phase phase : Phase.values()) {
            state(registry, "guard.phase", "phase", label(phase), "The phase", now -> now.phase() == phase);
        }
        Gauge.builder("guard.ready", guard, each -> each.status().isReady() ? 1 : 0)
                .description("Whether load balancers should send traffic here")
                .register(registry);
        Gauge.builder("guard.live", guard, each -> each.status().isLive() ? 1 : 0)
                .description("Whether waiting can still mend the instance")
                .register(registry);
    }

    private void bindWork(MeterRegistry registry) {
        work(registry, "request", true, Work::safeRequests);
        work(registry, "request", false, Work::unsafeRequests);
        work(registry, "connection", true, Work::connections);
        work(registry, "background", true, Work::readingWork);
        work(registry, "background", false, Work::writingWork);
    }

    private void bindRequests(MeterRegistry registry) {
        FunctionCounter.builder("guard.requests.admitted", guard, GuardMetrics::admitted)
                .description("Requests that were let in")
                .register(registry);
        for (Admission refusal : REFUSALS) {
            FunctionCounter.builder(
                            "guard.requests.refused",
                            guard,
                            each -> each.refusals().count(refusal))
                    .description("Requests that got the closed response")
                    .tag("reason", label(refusal))
                    .register(registry);
        }
    }

    private void bindWarmUp(MeterRegistry registry) {
        TimeGauge.builder(
                        "guard.warmup.time",
                        guard,
                        TimeUnit.NANOSECONDS,
                        each -> each.status().warmUp().duration().toNanos())
                .description("How long the latest run of the warm-up took")
                .register(registry);
        FunctionCounter.builder(
                        "guard.warmup.runs",
                        guard,
                        each -> each.status().warmUp().attempts())
                .description("Runs of the warm-up; more than one where tasks failed or waited for the schema")
                .register(registry);
        for (TaskReport task : guard.status().warmUp().tasks()) {
            TimeGauge.builder(
                            "guard.warmup.task.time",
                            guard,
                            TimeUnit.NANOSECONDS,
                            each -> nanos(each.status(), task.name()))
                    .description("How long the latest attempt of a warm-up task took")
                    .tag("task", task.name())
                    .register(registry);
        }
    }

    private void bindSchema(MeterRegistry registry) {
        for (String verdict : VERDICTS) {
            verdict(registry, verdict);
        }
        verdict(registry, NO_VERDICT);
        Gauge.builder(
                        "guard.migrations.blocked",
                        guard,
                        each -> each.blockedMigrations().all().size())
                .description("Schema changes at start-up that were blocked")
                .register(registry);
        guard.addSchemaCheckListener((verdict, took) -> Timer.builder("guard.schema.check")
                .description("Looks at the schema")
                .tag("verdict", verdict.label())
                .register(registry)
                .record(took));
    }

    private void verdict(MeterRegistry registry, String verdict) {
        state(
                registry,
                "guard.schema.verdict",
                "verdict",
                verdict,
                "The verdict on the schema",
                now -> verdict.equals(
                        now.verdict() == null ? NO_VERDICT : now.verdict().label()));
    }

    private void state(
            MeterRegistry registry,
            String name,
            String tag,
            String value,
            String description,
            Predicate<GuardStatus> holds) {
        Gauge.builder(name, guard, each -> holds.test(each.status()) ? 1 : 0)
                .description(description + ": 1 for the one that holds, else 0")
                .tag(tag, value)
                .register(registry);
    }

    private void work(MeterRegistry registry, String kind, boolean safe, ToDoubleFunction<Work> count) {
        Gauge.builder("guard.work.active", guard, each -> count.applyAsDouble(each.work()))
                .description("Work under way; what is not safe may write")
                .tag("kind", kind)
                .tag("safe", String.valueOf(safe))
                .register(registry);
    }

    /** Too high by the requests that are being refused in this instant, since they enter before anybody looks at the status. */
    private static double admitted(StartupGuard guard) {
        long refused = guard.refusals().total();
        return guard.requests(true).entries() + guard.requests(false).entries() - refused;
    }

    private static double nanos(GuardStatus status, String task) {
        return status.warmUp().tasks().stream()
                .filter(each -> each.name().equals(task))
                .mapToLong(each -> each.duration().toNanos())
                .sum();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
