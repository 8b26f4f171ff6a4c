package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import dev.startupguard.warmup.WarmUpReport;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the one warm-up run, without a thread, and says how it ended: 200 or 503. A caller that gives up ends nothing; at the
 * time limit the answer is 503 with what still runs, and the caller's retry joins the same run.
 */
final class WarmUpEndpoint implements Endpoint {

    private static final Logger log = LoggerFactory.getLogger(WarmUpEndpoint.class);

    private final StartupGuard guard;
    private final AdminAccess access;

    WarmUpEndpoint(StartupGuard guard, AdminAccess access) {
        this.guard = guard;
        this.access = access;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.isSafe(request.getMethod())) {
            Answer.methodNotAllowed(request, response, ProbeEndpoint.METHODS);
            return;
        }
        CompletableFuture<WarmUpReport> end = guard.warmUp(); // done within the time limit, come what may
        if (end.isDone() || !request.isAsyncSupported()) {
            send(request, response, end.join());
        } else {
            answerLater(request, response, end);
        }
    }

    private void answerLater(
            HttpServletRequest request, HttpServletResponse response, CompletableFuture<WarmUpReport> end) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0); // the future has a limit, and a container's time-out could race with the answer
        // On a thread of the container, since a client that reads slowly must not hold up the warm-up.
        end.thenAccept(report -> {
            try {
                context.start(() -> complete(context, request, response, report));
            } catch (RuntimeException e) { // a container that stops takes no more work
                log.debug("The container has no thread for the answer; the request ends without one.", e);
                context.complete();
            }
        });
    }

    private void complete(
            AsyncContext context, HttpServletRequest request, HttpServletResponse response, WarmUpReport report) {
        try {
            send(request, response, report);
        } catch (IOException | RuntimeException e) {
            log.debug("The caller of the warm-up has gone; the run goes on.", e);
        } finally {
            context.complete();
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response, WarmUpReport report)
            throws IOException {
        GuardStatus status = guard.status();
        boolean isWarm = isWarm(report, status);
        JsonWriter json = new JsonWriter()
                .field("status", isWarm ? "up" : "down")
                .field("mode", status.mode().label())
                .field("reason", isWarm ? null : status.publicReason());
        WarmUpJson.write(json, report, access.isGranted(request));
        Answer.json(request, response, isWarm ? 200 : 503, json.toBytes());
    }

    /**
     * Whether a swap may go on: everything is done, and the guard lets this instance into rotation, whatever the application's
     * runners still do. What is put off until the schema fits does not count where it is to show its maintenance page.
     */
    private static boolean isWarm(WarmUpReport report, GuardStatus status) {
        return switch (report.state()) {
            case COMPLETE, DEFERRED -> status.isLive() && status.rules().isReady(status.phase(), status.mode());
            case NOT_STARTED, RUNNING, FAILED -> false;
        };
    }
}
