package dev.startupguard.spring.test;

import dev.startupguard.GuardListener;
import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Lets the tests of a {@code @SpringBootTest} begin when the guard has looked at the schema and warmed up. The application is
 * started before that, and a load balancer waits for its readiness; a test that sends its first request at once would now and then
 * get the starting page.
 */
final class SettledGuardListener extends AbstractTestExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(SettledGuardListener.class);

    /** After the application's context is loaded, which Spring does at 2000 at the latest. */
    @Override
    public int getOrder() {
        return 2100;
    }

    @Override
    public void prepareTestInstance(TestContext test) throws InterruptedException {
        if (test.hasApplicationContext()) {
            ApplicationContext context = test.getApplicationContext();
            for (StartupGuard guard :
                    context.getBeansOfType(StartupGuard.class, false, false).values()) {
                await(guard, guard.configuration().warmUp().timeout());
            }
        }
    }

    private static void await(StartupGuard guard, Duration limit) throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(1);
        GuardListener listener = (before, after) -> {
            if (isSettled(after)) {
                settled.countDown();
            }
        };
        guard.addListener(listener);
        try {
            if (!isSettled(guard.status()) && !settled.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn(
                        "The guard is not open after {} (guard.warmup.timeout), and the tests begin all the same; expected that it"
                                + " serves or holds by then. {} Requests of the tests are answered with 503 until it opens.",
                        limit,
                        guard.status().reason());
            }
        } finally {
            guard.removeListener(listener);
        }
    }

    /** Whether waiting changes nothing any more: a test may be about holding or maintenance. */
    private static boolean isSettled(GuardStatus status) {
        return status.mode() == MaintenanceMode.ON
                || status.phase() != Phase.STARTING && status.phase() != Phase.WARMING;
    }
}
