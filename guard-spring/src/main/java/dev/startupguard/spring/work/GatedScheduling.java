package dev.startupguard.spring.work;

import dev.startupguard.StartupGuard;
import java.lang.reflect.Method;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/** Spring's processor of {@code @Scheduled}, whose tasks ask the gate. No proxy is needed, so private methods go on to work. */
final class GatedScheduling extends ScheduledAnnotationBeanPostProcessor {

    private final GatedTasks tasks;

    @Autowired
    GatedScheduling(ObjectProvider<StartupGuard> guard) {
        this(new GatedTasks(new Gates(guard)));
    }

    private GatedScheduling(GatedTasks tasks) {
        super(tasks);
        this.tasks = tasks;
    }

    @Override
    public void afterSingletonsInstantiated() {
        super.afterSingletonsInstantiated();
        tasks.follow();
    }

    @Override
    protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
        tasks.registering(WorkKind.of(method, bean), () -> super.processScheduled(scheduled, method, bean));
    }
}
