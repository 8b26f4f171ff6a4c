package dev.startupguard.spring.work;

import dev.startupguard.traffic.WorkGate;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one container follow the gate, on a thread of its own: it may have to wait for a long unit of work or for a broker, and
 * neither the guard nor other containers wait with it.
 */
final class ContainerFollower {

    private static final Logger log = LoggerFactory.getLogger(ContainerFollower.class);

    private final WorkKind kind;
    private final PausableContainer container;
    private final ThreadPoolExecutor thread;

    ContainerFollower(WorkKind kind, PausableContainer container) {
        this.kind = kind;
        this.container = container;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread made = new Thread(task, "startup-guard-container");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    WorkKind kind() {
        return kind;
    }

    PausableContainer container() {
        return container;
    }

    /** Looks at the gate soon, and pauses or resumes the container accordingly. */
    void follow(WorkGate gate) {
        thread.execute(() -> adapt(gate));
    }

    /** Ends the thread when it has done what it was told; nothing keeps it from that any more. */
    void close() {
        container.close();
        thread.shutdown();
    }

    private void adapt(WorkGate gate) {
        try {
            if (gate.isOpen()) {
                container.resume();
            } else {
                container.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error(
                    "{} could not be {}. Until it can, {}. Look at the broker; the next change of the mode tries again.",
                    container,
                    gate.isOpen() ? "resumed" : "paused",
                    gate.isOpen() ? "it takes no messages" : "messages that it receives are given back",
                    e);
        }
    }
}
