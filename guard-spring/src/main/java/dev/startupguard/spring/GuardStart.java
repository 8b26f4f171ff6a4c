package dev.startupguard.spring;

import dev.startupguard.GuardListener;
import dev.startupguard.StartupGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Sets the guard going when every bean is there, so that warm-up tasks may ask for any, and listeners may depend on the guard
 * that they listen to; and right after the web server, so that the pages to warm up can be requested. Nobody is let in before.
 */
final class GuardStart implements SmartLifecycle {

    /** One after that of the embedded web server, whose module need not be there. */
    static final int PHASE = DEFAULT_PHASE - 2048 + 1;

    private final StartupGuard guard;
    private final ObjectProvider<GuardListener> listeners;
    private volatile boolean isRunning;

    GuardStart(StartupGuard guard, ObjectProvider<GuardListener> listeners) {
        this.guard = guard;
        this.listeners = listeners;
    }

    @Override
    public void start() {
        isRunning = true;
        listeners.orderedStream().forEach(guard::addListener);
        guard.start();
    }

    /** Goes on, and stays started: the guard says what there is to say until the context is closed, and cannot start twice. */
    @Override
    public void stop() {}

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
