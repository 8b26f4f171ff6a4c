package dev.startupguard.servlet;

import dev.startupguard.StartupGuard;
import dev.startupguard.traffic.OpenStreams;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the application, which is registered with the guard as docs/servlet.md says. */
public final class GuardedSocket extends Endpoint {

    static final String GUARD = "guard";

    /** A semaphore with a permit for each socket that is registered. */
    static final String REGISTERED = "registered";

    private OpenStreams.@Nullable Registration registration;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        StartupGuard guard = (StartupGuard) config.getUserProperties().get(GUARD);
        registration = guard.streams()
                .registerConnection(() -> session.close(new CloseReason(CloseCodes.GOING_AWAY, "maintenance")));
        ((Semaphore) config.getUserProperties().get(REGISTERED)).release();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (registration != null) { // null where it was closed while it was registered
            registration.close();
        }
    }
}
