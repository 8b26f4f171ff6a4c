package dev.startupguard.spring.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.LaunchedApplication;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

class AvailabilityBridgeTest {

    /** Closed, and out of rotation with it. */
    private static final String[] HELD = {"guard.maintenance.mode=on", "guard.readiness.in-maintenance=not-ready"};

    @Test
    void aReadyEventOfSpringBootDoesNotWinWhileTheGuardHolds() {
        try (LaunchedApplication application = LaunchedApplication.open(HELD)) {
            assertThat(availability(application).getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            assertThat(availability(application).getLivenessState()).isEqualTo(LivenessState.CORRECT);

            application.guard().maintenance().set(MaintenanceMode.OFF, null, "test", null);

            await().until(() -> availability(application).getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(application.status("/guard/ready")).isEqualTo(200);
        }
    }

    @Test
    void whatTheApplicationRefusesTheGuardsProbeRefusesTooAndTakesBackWithIt() {
        try (LaunchedApplication application = LaunchedApplication.open()) {
            await().until(() -> application.status("/guard/ready") == 200);

            AvailabilityChangeEvent.publish(application.context(), this, ReadinessState.REFUSING_TRAFFIC);
            assertThat(application.get("/guard/ready"))
                    .matches(answer -> answer.statusCode() == 503)
                    .extracting(answer -> answer.body())
                    .asString()
                    .contains("The application has published REFUSING_TRAFFIC.")
                    .doesNotContain(getClass().getName());
            assertThat(application.get("/page").body()).isEqualTo("page");

            AvailabilityChangeEvent.publish(application.context(), this, ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(application.status("/guard/ready")).isEqualTo(200);
        }
    }

    @Test
    void aBrokenApplicationIsNotLiveAndMayRecover() {
        try (LaunchedApplication application = LaunchedApplication.open()) {
            AvailabilityChangeEvent.publish(application.context(), LivenessState.BROKEN);
            assertThat(application.status("/guard/live")).isEqualTo(503);

            AvailabilityChangeEvent.publish(application.context(), LivenessState.CORRECT);
            assertThat(application.status("/guard/live")).isEqualTo(200);
        }
    }

    @Test
    void aFailedGuardBreaksTheApplicationAndNoEventMendsThat() {
        try (LaunchedApplication application = LaunchedApplication.open()) {
            application.guard().fail("The licence has run out.");

            await().until(() -> availability(application).getLivenessState() == LivenessState.BROKEN);
            AvailabilityChangeEvent.publish(application.context(), LivenessState.CORRECT);
            assertThat(availability(application).getLivenessState()).isEqualTo(LivenessState.BROKEN);
            assertThat(availability(application).getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Test
    void everyListenerHearsTheGuardsWordLastAndNothingGoesRoundInCircles() {
        try (LaunchedApplication application = LaunchedApplication.open(List.of(Recorder.class), HELD)) {
            Recorder recorder = application.context().getBean(Recorder.class);
            assertThat(recorder.heard)
                    .startsWith(LivenessState.CORRECT)
                    .contains(ReadinessState.ACCEPTING_TRAFFIC)
                    .endsWith(ReadinessState.REFUSING_TRAFFIC);
            await().until(() -> application.guard().status().phase() == Phase.SERVING);
            recorder.heard.clear();

            AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);

            assertThat(recorder.heard)
                    .containsExactly(ReadinessState.ACCEPTING_TRAFFIC, ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Test
    void whereTheGuardsThreadAnswersBeforeAListenerHasHeardTheQuestionThatListenerHearsTheAnswerLastAllTheSame() {
        try (LaunchedApplication application = LaunchedApplication.open(List.of(Recorder.class), HELD)) {
            Recorder recorder = application.context().getBean(Recorder.class);
            AvailabilityBridge bridge = application.context().getBean(AvailabilityBridge.class);
            await().until(() -> application.guard().status().phase() == Phase.SERVING);
            GuardStatus now = application.guard().status();
            recorder.heard.clear();
            recorder.meanwhile.set(() -> bridge.changed(now, now));

            AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);

            assertThat(recorder.heard)
                    .containsExactly(
                            ReadinessState.REFUSING_TRAFFIC,
                            ReadinessState.ACCEPTING_TRAFFIC,
                            ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Test
    void runnersAreWaitedForByBoth() {
        try (LaunchedApplication application = LaunchedApplication.open(List.of(Runners.class))) {
            assertThat(application.context().getBean(Runners.class).seen)
                    .containsExactly(false, AvailabilityBridge.NOT_STARTED);
            await().until(() -> application.status("/guard/ready") == 200);
            assertThat(availability(application).getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private static ApplicationAvailability availability(LaunchedApplication application) {
        return application.context().getBean(ApplicationAvailability.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Recorder {

        private final List<AvailabilityState> heard = new CopyOnWriteArrayList<>();

        /** Happens once, before the next event is heard here and after Spring Boot has heard it. */
        private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

        @EventListener
        void hear(AvailabilityChangeEvent<?> event) {
            meanwhile.getAndSet(() -> {}).run();
            heard.add(event.getState());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Runners {

        private final List<Object> seen = new CopyOnWriteArrayList<>();

        @Bean
        ApplicationRunner lookingAtTheProbes(StartupGuard guard) {
            return arguments -> {
                await().until(() -> guard.status().phase() == Phase.SERVING);
                seen.add(guard.status().isReady());
                seen.add(guard.status().reason());
            };
        }
    }
}
