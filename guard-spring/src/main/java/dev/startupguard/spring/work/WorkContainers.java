package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * The application's listener containers, which follow the gates. Those that Spring would start while their gate is closed are held
 * back, and started when it opens.
 */
final class WorkContainers implements SmartLifecycle, ApplicationListener<ApplicationContextEvent>, DisposableBean {

    /** Right after the guard, which starts one phase after the web server; long before Spring's listener containers. */
    private static final int PHASE = DEFAULT_PHASE - 2048 + 2;

    private final Gates gates;
    private final ApplicationContext context;
    private final List<ContainerFollower> followers = new CopyOnWriteArrayList<>();
    private volatile boolean isRunning;
    private volatile boolean isRefreshed;

    WorkContainers(Gates gates, ApplicationContext context) {
        this.gates = gates;
        this.context = context;
    }

    /** The gate that work of that kind has to ask. */
    WorkGate gate(WorkKind kind) {
        return gates.of(kind);
    }

    /**
     * Adds a container, before it is started.
     *
     * @return what to call when a message comes in while the gate is closed
     */
    Runnable add(WorkKind kind, PausableContainer container) {
        ContainerFollower follower = new ContainerFollower(kind, container);
        followers.add(follower);
        Runnable follow = () -> follower.follow(gates.of(kind));
        if (isRefreshed) {
            follow.run();
        }
        return follow;
    }

    @Override
    public void start() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        for (WorkKind kind : List.of(WorkKind.READING, WorkKind.WRITING)) {
            WorkGate gate = gates.of(kind);
            gate.onPause(() -> follow(kind, gate));
            gate.onResume(() -> follow(kind, gate));
        }
        for (ContainerFollower each : followers) {
            if (!gates.of(each.kind()).isOpen()) {
                each.container().holdBack();
            }
        }
    }

    @Override
    public void onApplicationEvent(ApplicationContextEvent event) {
        if (event.getApplicationContext() != context) {
            return;
        }
        if (event instanceof ContextRefreshedEvent) {
            isRefreshed = true; // what is started from now on does not come before beans that it needs
            followers.forEach(each -> each.follow(gates.of(each.kind())));
        } else if (event instanceof ContextClosedEvent) {
            followers.forEach(each -> each.container().close());
        }
    }

    private void follow(WorkKind kind, WorkGate gate) {
        if (isRefreshed) {
            followers.stream().filter(each -> each.kind() == kind).forEach(each -> each.follow(gate));
        }
    }

    /** Goes on, since the mode may change at any time. */
    @Override
    public void stop() {}

    @Override
    public void destroy() {
        followers.forEach(ContainerFollower::close);
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
