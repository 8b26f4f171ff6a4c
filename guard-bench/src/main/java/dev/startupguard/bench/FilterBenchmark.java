package dev.startupguard.bench;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.servlet.GuardFilter;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the filter adds to a request while the mode is OFF and the phase is SERVING; run with {@code -prof gc} for the bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FilterBenchmark {

    private final StubRequest get = new StubRequest("GET", "/conferences");
    private final StubRequest post = new StubRequest("POST", "/conferences/1/register");
    private final StubResponse response = new StubResponse();
    private FilterChain application = (request, answer) -> {};
    private StartupGuard guard;
    private GuardFilter filter;

    @Setup
    public void serve() {
        guard = StartupGuard.builder()
                .configuration(GuardConfiguration.of(Settings.of(new PropertySettings(
                        "benchmark",
                        Map.of(
                                "guard.schema.locations", "classpath:no/migrations",
                                "guard.maintenance.exempt-paths", "/assets/*,/imprint")))))
                .build();
        guard.start();
        while (guard.status().phase() != Phase.SERVING) {
            Thread.onSpinWait();
        }
        filter = new GuardFilter(guard);
    }

    @TearDown
    public void close() {
        guard.close();
    }

    @Benchmark
    public void bareGet() throws IOException, ServletException {
        application.doFilter(get, response);
    }

    @Benchmark
    public void guardedGet() throws IOException, ServletException {
        filter.doFilter(get, response, application);
    }

    @Benchmark
    public void guardedPost() throws IOException, ServletException {
        filter.doFilter(post, response, application);
    }
}
