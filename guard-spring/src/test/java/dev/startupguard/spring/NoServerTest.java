package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.traffic.WorkGate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Applications that name pages to warm up, where no server will ever answer them. */
class NoServerTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.startupguard.spring");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void withoutWebTheyAreLeftOut() {
        servesWithoutPages(new ApplicationContextRunner());
    }

    @Test
    void inATestWithMockServletsTheyAreLeftOut() {
        servesWithoutPages(new WebApplicationContextRunner());
    }

    @Test
    void inATestOfAReactiveApplicationTheyAreLeftOut() {
        servesWithoutPages(new ReactiveWebApplicationContextRunner());
    }

    private void servesWithoutPages(AbstractApplicationContextRunner<?, ?, ?> application) {
        application
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withPropertyValues("guard.warmup.pages=/people")
                .run(context -> {
                    StartupGuard guard = context.getBean(StartupGuard.class);
                    Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
                    assertThat(context.getBean(WorkGate.class).isOpen()).isTrue();
                });
        assertThat(log.list)
                .filteredOn(each -> each.getLevel() == Level.INFO)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(each -> each.contains("guard.warmup.pages"))
                .singleElement()
                .asString()
                .contains("[/people]");
    }
}
