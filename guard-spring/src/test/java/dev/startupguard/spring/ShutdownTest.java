package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.spring.WebApplication.Server;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import dev.startupguard.warmup.WarmUpTask;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ShutdownTest {

    private static final Duration DELAY = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itLeavesRotationFirstAndServesEverythingUntilTheDelayIsOver(Server server) {
        FreshDatabase database = TestDatabase.h2File(folder);
        WebApplicationTest.migrate(database);
        try (WebApplication application =
                WebApplication.start(server, database, "guard.shutdown.drain-delay=" + DELAY)) {
            Awaitility.await().until(() -> application.status("/guard/ready") == 200);

            long began = System.nanoTime();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);

            Awaitility.await().until(() -> application.guard().status().phase() == Phase.DRAINING);
            assertThat(application.status("/guard/ready")).isEqualTo(503);
            HttpResponse<String> page = application.get("/people");
            assertThat(page.body()).isEqualTo("0 people");
            assertThat(page.headers().firstValue("Connection")).contains("close");
            assertThat(application.get("/later").body()).isEqualTo("by an executor");
            closing.join();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(DELAY);
        }
    }

    @Test
    void anInstanceThatWasNeverInRotationStopsAtOnce() {
        long[] began = new long[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withUserConfiguration(NeverWarm.class)
                .withPropertyValues("guard.shutdown.drain-delay=30s")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    began[0] = System.nanoTime();
                });

        assertThat(Duration.ofNanos(System.nanoTime() - began[0])).isLessThan(Duration.ofSeconds(20));
    }

    @Configuration(proxyBeanMethods = false)
    static class NeverWarm {

        @Bean
        WarmUpTask failing() {
            return WarmUpTask.of("failing", () -> {
                throw new IllegalStateException("not today");
            });
        }
    }
}
