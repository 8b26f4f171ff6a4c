package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers one probe from memory: exactly 200 or 503, or what is configured for an instance that leaves. OPTIONS gets the same
 * status as GET, since HAProxy asks with it; nothing else about the request matters.
 */
final class ProbeEndpoint implements Endpoint {

    private static final int DOWN = 503;
    static final String METHODS = "GET, HEAD, OPTIONS";

    private record Rendered(GuardStatus status, int code, byte[] body) {}

    private final Probe probe;
    private final Supplier<GuardStatus> status;
    private final int drainingStatus;
    private volatile @Nullable Rendered latest;

    ProbeEndpoint(Probe probe, Supplier<GuardStatus> status) {
        this(probe, status, DOWN);
    }

    /** @param drainingStatus instead of 503 while the instance leaves, though nothing is wrong with it */
    ProbeEndpoint(Probe probe, Supplier<GuardStatus> status, int drainingStatus) {
        this.probe = probe;
        this.status = status;
        this.drainingStatus = drainingStatus;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (!Methods.isSafe(method)) {
            Answer.methodNotAllowed(request, response, METHODS);
            return;
        }
        if (method.equals("OPTIONS")) {
            response.setHeader("Allow", METHODS);
        }
        Rendered answer = rendered();
        Answer.json(request, response, answer.code, answer.body);
    }

    private Rendered rendered() {
        GuardStatus now = status.get();
        Rendered rendered = latest;
        if (rendered == null || rendered.status != now) {
            rendered = render(now);
            latest = rendered;
        }
        return rendered;
    }

    private Rendered render(GuardStatus now) {
        boolean isUp = probe.isUp(now);
        byte[] body = new JsonWriter()
                .field("status", isUp ? "up" : "down")
                .field("mode", now.mode().label())
                .field("phase", now.phase().name().toLowerCase(Locale.ROOT))
                .field("reason", now.publicReason())
                .toBytes();
        return new Rendered(now, isUp ? 200 : down(now), body);
    }

    private int down(GuardStatus now) {
        return now.phase() == Phase.DRAINING && now.isLive() ? drainingStatus : DOWN;
    }
}
