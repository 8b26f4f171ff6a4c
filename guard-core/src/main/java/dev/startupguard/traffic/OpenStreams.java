package dev.startupguard.traffic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-lived streams of this instance (server-sent events, web sockets, long polls): they would never end by themselves, so
 * a drain closes them.
 *
 * <p>Each stream is closed at most once, by the executor, or by the thread that calls {@link #register} too late. Thread safe.
 */
public final class OpenStreams {
    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    // A lock, since "closed" and the set change together. Streams come and go rarely; no other work passes here.
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Registration> registered = new LinkedHashSet<>();
    private final Executor closer;
    private final InFlight connections = new InFlight();
    private boolean closed;

    /** @param closer closes the streams; one whose client is gone may keep it waiting */
    public OpenStreams(Executor closer) {
        this.closer = closer;
    }

    /**
     * Adds a stream that a request keeps under way, such as server-sent events. If the streams are closed, it is closed before this
     * method returns: the client connects again elsewhere.
     *
     * @return ends the registration, without closing the stream, when the stream has ended by itself
     */
    public Registration register(AutoCloseable stream) {
        return add(new Registration(this, stream, false));
    }

    /**
     * Adds a stream that no request stands for any more, such as an open web socket: it counts as work under way until its
     * registration is closed, so a drain waits until it has really ended. If the streams are closed, it is closed before this method
     * returns, and does not count.
     *
     * @return to be closed when the connection has ended, by whichever side; else a drain waits for it for ever
     */
    public Registration registerConnection(AutoCloseable connection) {
        return add(new Registration(this, connection, true));
    }

    private Registration add(Registration registration) {
        boolean closeNow;
        lock.lock();
        try {
            closeNow = closed;
            if (!closeNow) {
                registered.add(registration);
                registration.begin();
            }
        } finally {
            lock.unlock();
        }
        if (closeNow) {
            registration.closeStream();
        }
        return registration;
    }

    /** Has the registered streams closed, and from now on each new one, until {@link #reopen()}. A failure to close one is logged. */
    public void closeAll() {
        List<Registration> toClose;
        lock.lock();
        try {
            closed = true;
            toClose = List.copyOf(registered);
            registered.clear();
        } finally {
            lock.unlock();
        }
        // Outside the lock: closing one may end the registration of another.
        toClose.forEach(each -> closer.execute(each::closeStream));
    }

    /** Lets new streams be registered again. */
    public void reopen() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** The registered connections that have not ended, those that were told to included. */
    public long connections() {
        return connections.count();
    }

    /** The streams and connections that would be closed now. */
    public int count() {
        lock.lock();
        try {
            return registered.size();
        } finally {
            lock.unlock();
        }
    }

    private void remove(Registration registration) {
        lock.lock();
        try {
            registered.remove(registration);
            registration.end();
        } finally {
            lock.unlock();
        }
    }

    /** The registration of one stream. */
    public static final class Registration implements AutoCloseable {
        private final OpenStreams owner;
        private final AutoCloseable stream;
        private final boolean isConnection;
        private boolean isCounted;

        private Registration(OpenStreams owner, AutoCloseable stream, boolean isConnection) {
            this.owner = owner;
            this.stream = stream;
            this.isConnection = isConnection;
        }

        /** Under the owner's lock, like {@link #end}. */
        private void begin() {
            if (isConnection) {
                isCounted = true;
                owner.connections.enter();
            }
        }

        private void end() {
            if (isCounted) {
                isCounted = false;
                owner.connections.exit();
            }
        }

        /** Ends the registration and leaves the stream alone. Calling it again does nothing. */
        @Override
        public void close() {
            owner.remove(this);
        }

        private void closeStream() {
            try {
                stream.close();
            } catch (Throwable failure) { // also an Error: the other streams are closed all the same
                if (failure instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                log.warn(
                        "A long-lived stream could not be closed; the drain goes on, and waits for its client to leave.",
                        failure);
            }
        }
    }
}
