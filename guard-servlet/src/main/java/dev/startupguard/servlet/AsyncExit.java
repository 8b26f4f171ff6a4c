package dev.startupguard.servlet;

import dev.startupguard.traffic.InFlight;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the count of a request whose response goes on after the filter chain has returned. Only completion ends it: after a
 * time-out or an error the container still dispatches, and then completes. The exception is a chain that threw although it had
 * gone async: Tomcat 11.0 reports that error, and forgets the request without a completion.
 */
final class AsyncExit implements AsyncListener {

    private final InFlight inFlight;
    private final boolean hasThrown;
    private final AtomicBoolean exited = new AtomicBoolean();

    AsyncExit(InFlight inFlight, boolean hasThrown) {
        this.inFlight = inFlight;
        this.hasThrown = hasThrown;
    }

    /** Safe to call again: containers have reported a completion twice after an I/O error. */
    void exit() {
        if (exited.compareAndSet(false, true)) {
            inFlight.exit();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        exit();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        if (hasThrown) {
            exit();
        }
    }

    /** A dispatch has started the next cycle, which forgets its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
