package dev.startupguard.spring.work;

import static dev.startupguard.spring.work.Workers.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.Writes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class ScheduledWorkTest {

    private static final String IN_MAINTENANCE = "guard.maintenance.mode=on";

    private final ApplicationContextRunner application =
            Workers.with(TaskSchedulingAutoConfiguration.class).withUserConfiguration(Scheduling.class);

    @Test
    void inMaintenanceNothingRunsButWhatIsExemptAndAfterwardsItGoesOn() {
        application.withUserConfiguration(Jobs.class).run(context -> {
            Jobs jobs = context.getBean(Jobs.class);
            await().until(() -> jobs.reading.get() > 2 && jobs.writing.get() > 2);

            Workers.drain(context, MaintenanceMode.ON);

            staysWhileOthersRun(jobs.reading, jobs);
            staysWhileOthersRun(jobs.writing, jobs);
            Workers.set(context, MaintenanceMode.OFF);
            goesOn(jobs.reading);
            goesOn(jobs.writing);
        });
    }

    @Test
    void inReadOnlyModeStopsWhatIsMarkedAsWriting() {
        application.withUserConfiguration(Jobs.class).run(context -> {
            Jobs jobs = context.getBean(Jobs.class);
            await().until(() -> jobs.reading.get() > 2 && jobs.writing.get() > 2);

            Workers.drain(context, MaintenanceMode.READ_ONLY);

            staysWhileOthersRun(jobs.writing, jobs);
            goesOn(jobs.reading);
            Workers.set(context, MaintenanceMode.OFF);
            goesOn(jobs.writing);
        });
    }

    @Test
    void theAnnotationOfAMethodGoesBeforeThatOfItsClass() {
        application
                .withUserConfiguration(Jobs.class, WritingClass.class)
                .withPropertyValues("guard.maintenance.mode=read-only")
                .run(context -> {
                    WritingClass jobs = context.getBean(WritingClass.class);
                    goesOn(jobs.onlyReads);
                    staysWhileOthersRun(jobs.writes, context.getBean(Jobs.class));
                    assertThat(jobs.writes).hasValue(0);
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {Daily.class, Once.class})
    void aRunThatCameDueBeforeTheGuardOpenedIsMadeUpOnce(Class<?> job) {
        application
                .withUserConfiguration(Jobs.class, job)
                .withPropertyValues(IN_MAINTENANCE)
                .run(context -> {
                    AtomicInteger runs = ((Counted) context.getBean(job)).runs();
                    Jobs others = context.getBean(Jobs.class);
                    staysWhileOthersRun(runs, others);
                    assertThat(runs).hasValue(0);

                    Workers.set(context, MaintenanceMode.OFF);

                    await().until(() -> runs.get() > 0);
                    staysWhileOthersRun(runs, others);
                    Workers.drain(context, MaintenanceMode.ON);
                    Workers.set(context, MaintenanceMode.OFF);
                    goesOn(others.reading);
                    assertThat(runs).hasValue(1);
                });
    }

    @Test
    void aTimeThatATriggerNamesIsNotMadeUp() {
        application
                .withUserConfiguration(Jobs.class, Triggered.class)
                .withPropertyValues(IN_MAINTENANCE)
                .run(context -> {
                    Triggered triggered = context.getBean(Triggered.class);
                    await().until(() -> triggered.asked.get() == 2);

                    Workers.set(context, MaintenanceMode.OFF);

                    goesOn(context.getBean(Jobs.class).reading);
                    assertThat(triggered.runs).hasValue(0);
                });
    }

    @Test
    void whatIsScheduledInCodeStopsToo() {
        application.withUserConfiguration(Jobs.class, InCode.class).run(context -> {
            AtomicInteger runs = context.getBean(InCode.class).runs;
            goesOn(runs);
            Workers.drain(context, MaintenanceMode.ON);
            staysWhileOthersRun(runs, context.getBean(Jobs.class));
        });
    }

    @Test
    void aRunUnderWayIsFinishedAndTheDrainWaitsForIt() {
        application.withUserConfiguration(LongJob.class).run(context -> {
            LongJob job = context.getBean(LongJob.class);
            assertThat(job.hasBegun.await(20, TimeUnit.SECONDS)).isTrue();

            Workers.set(context, MaintenanceMode.ON);

            assertThat(Workers.guard(context).isDrained()).isFalse();
            job.mayEnd.countDown();
            await().until(Workers.guard(context)::isDrained);
            assertThat(job.interrupted).isNull();
        });
    }

    @Test
    void privateMethodsAndMethodsOfProxiedBeansNeedNothingElse() {
        application.withUserConfiguration(Jobs.class, Proxied.class).run(context -> {
            ProxiedJob job = context.getBean(ProxiedJob.class);
            assertThat(AopUtils.isCglibProxy(job)).isTrue();
            goesOn(job.runs());
            Workers.drain(context, MaintenanceMode.ON);
            staysWhileOthersRun(job.runs(), context.getBean(Jobs.class));
        });
    }

    @Test
    void eachRunsOnTheSchedulerThatItNames() {
        application
                .withUserConfiguration(Named.class)
                .withPropertyValues(IN_MAINTENANCE)
                .run(context -> {
                    Named job = context.getBean(Named.class);
                    await().until(() -> job.skipped(context) > 0);
                    Workers.set(context, MaintenanceMode.OFF);
                    await().until(() -> job.thread.get() != null);
                    assertThat(job.thread.get()).startsWith("second-");
                });
    }

    @Test
    void onASchedulerOfVirtualThreadsItIsTheSame() {
        application.withUserConfiguration(Jobs.class, OneThreadEach.class).run(context -> {
            Jobs jobs = context.getBean(Jobs.class);
            goesOn(jobs.reading);
            Workers.drain(context, MaintenanceMode.ON);
            staysWhileOthersRun(jobs.reading, jobs);
            Workers.set(context, MaintenanceMode.OFF);
            goesOn(jobs.reading);
        });
    }

    @Test
    void switchedOffEverythingRuns() {
        application
                .withUserConfiguration(Jobs.class)
                .withPropertyValues("guard.enabled=false", IN_MAINTENANCE)
                .run(context -> goesOn(context.getBean(Jobs.class).writing));
    }

    /** Other work that comes due as often has run several times since. */
    private static void staysWhileOthersRun(AtomicInteger runs, Jobs others) {
        int before = runs.get();
        int othersBefore = others.exempt.get();
        await().until(() -> others.exempt.get() > othersBefore + 5);
        assertThat(runs).hasValue(before);
    }

    private static void goesOn(AtomicInteger runs) {
        int before = runs.get();
        await().until(() -> runs.get() > before + 1);
    }

    interface Counted {
        AtomicInteger runs();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        private final AtomicInteger reading = new AtomicInteger();
        private final AtomicInteger writing = new AtomicInteger();
        private final AtomicInteger exempt = new AtomicInteger();

        @Scheduled(fixedDelay = 10)
        private void read() {
            reading.incrementAndGet();
        }

        @Writes
        @Scheduled(fixedRate = 10)
        void write() {
            writing.incrementAndGet();
        }

        @RunsInMaintenance
        @Scheduled(fixedDelay = 10)
        void always() {
            exempt.incrementAndGet();
        }
    }

    @Writes
    @Configuration(proxyBeanMethods = false)
    static class WritingClass {

        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger onlyReads = new AtomicInteger();

        @Scheduled(fixedDelay = 10)
        void write() {
            writes.incrementAndGet();
        }

        @Writes(false)
        @Scheduled(fixedDelay = 10)
        void read() {
            onlyReads.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Daily implements Counted {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(fixedRate = 1, timeUnit = TimeUnit.DAYS)
        void run() {
            runs.incrementAndGet();
        }

        @Override
        public AtomicInteger runs() {
            return runs;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Once implements Counted {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(initialDelay = 0)
        void run() {
            runs.incrementAndGet();
        }

        @Override
        public AtomicInteger runs() {
            return runs;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Triggered {

        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        /** Due at once, and never again. */
        @Bean
        SchedulingConfigurer trigger() {
            return tasks -> tasks.addTriggerTask(
                    runs::incrementAndGet,
                    context -> asked.getAndIncrement() == 0 ? context.getClock().instant() : null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InCode {

        private final AtomicInteger runs = new AtomicInteger();

        @Bean
        SchedulingConfigurer inCode() {
            return tasks -> tasks.addFixedDelayTask(runs::incrementAndGet, Duration.ofMillis(10));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LongJob {

        private final CountDownLatch hasBegun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private volatile InterruptedException interrupted;

        @Scheduled(fixedDelay = 10)
        void run() {
            hasBegun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                interrupted = e;
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxied {

        @Bean
        static BeanNameAutoProxyCreator proxies() {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setProxyTargetClass(true);
            creator.setBeanNames("proxiedJob");
            return creator;
        }

        @Bean
        ProxiedJob proxiedJob() {
            return new ProxiedJob();
        }
    }

    static class ProxiedJob {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(fixedDelay = 10)
        void run() {
            runs.incrementAndGet();
        }

        AtomicInteger runs() {
            return runs;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Named {

        private final AtomicReference<String> thread = new AtomicReference<>();

        @Bean
        ThreadPoolTaskScheduler taskScheduler() {
            return named("first-");
        }

        @Bean
        ThreadPoolTaskScheduler second() {
            return named("second-");
        }

        private static ThreadPoolTaskScheduler named(String prefix) {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix(prefix);
            return scheduler;
        }

        long skipped(ApplicationContext context) {
            return context.getBean("second", ThreadPoolTaskScheduler.class)
                    .getScheduledThreadPoolExecutor()
                    .getCompletedTaskCount();
        }

        @Scheduled(scheduler = "second", fixedDelay = 1, timeUnit = TimeUnit.DAYS)
        void run() {
            thread.set(Thread.currentThread().getName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneThreadEach {

        @Bean
        SimpleAsyncTaskScheduler taskScheduler() {
            SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
            if (Runtime.version().feature() >= 21) {
                scheduler.setVirtualThreads(true);
            }
            return scheduler;
        }
    }
}
