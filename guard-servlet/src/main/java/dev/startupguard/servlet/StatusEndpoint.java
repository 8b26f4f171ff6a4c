package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.StartupGuard;
import dev.startupguard.Work;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** Tells the bearer of the admin token everything, everybody else the status and the mode. */
final class StatusEndpoint implements Endpoint {

    private final StartupGuard guard;
    private final AdminAccess access;

    StatusEndpoint(StartupGuard guard, AdminAccess access) {
        this.guard = guard;
        this.access = access;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.isGetOrHead(request.getMethod())) {
            Answer.methodNotAllowed(request, response, "GET, HEAD");
            return;
        }
        long epoch = guard.maintenance().epoch();
        GuardStatus status = guard.status();
        JsonWriter json = new JsonWriter()
                .field("status", status.isReady() ? "up" : "down")
                .field("mode", status.mode().label());
        if (access.isGranted(request)) {
            writeInstance(json, status);
            writeSchema(json, status);
            json.object("maintenance", each -> StateJson.write(each, epoch, status.maintenance()));
            json.object("warmUp", each -> WarmUpJson.write(each, status.warmUp(), true));
            writeWork(json, guard.work());
            json.field("drained", guard.isDrained());
        }
        Answer.json(request, response, 200, json.toBytes());
    }

    private static void writeInstance(JsonWriter json, GuardStatus status) {
        json.field("deployment", status.identity().deployment())
                .field("role", status.identity().role())
                .field("instance", status.identity().instance())
                .field("phase", status.phase().name().toLowerCase(Locale.ROOT))
                .field("phaseSince", status.phaseSince())
                .field("reason", status.reason())
                .field("live", status.isLive())
                .field("started", status.hasStarted())
                .field("ready", status.isReady())
                .field("failure", status.failure());
    }

    private static void writeSchema(JsonWriter json, GuardStatus status) {
        json.object("schema", schema -> {
            if (status.verdict() != null) {
                schema.field("verdict", status.verdict().getClass().getSimpleName())
                        .field("compatible", status.verdict().isCompatible())
                        .field("message", status.verdict().message());
            }
            if (status.checkFailure() != null) {
                schema.object(
                        "checkFailure",
                        failure -> failure.field("since", status.checkFailure().since())
                                .field("message", status.checkFailure().message()));
            }
        });
        json.objects(
                "blockedMigrations",
                status.blockedMigrations(),
                (each, blocked) -> each.field("what", blocked.what())
                        .field("setting", blocked.setting())
                        .field("value", blocked.value())
                        .field("target", blocked.target())
                        .field("at", blocked.at()));
    }

    private static void writeWork(JsonWriter json, Work work) {
        json.object(
                "work",
                each -> each.field("safeRequests", work.safeRequests())
                        .field("unsafeRequests", work.unsafeRequests())
                        .field("connections", work.connections())
                        .field("readingWork", work.readingWork())
                        .field("writingWork", work.writingWork()));
    }
}
