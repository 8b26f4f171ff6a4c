package dev.startupguard.servlet;

import dev.startupguard.ModeSwitch;
import dev.startupguard.maintenance.OverrideChange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.regex.Pattern;

/** Reads, sets and ends the override of this instance, for the bearer of the admin token; without a token it does not exist. */
final class MaintenanceEndpoint implements Endpoint {

    private static final Pattern EPOCH = Pattern.compile("epoch=[0-9]{1,18}");

    private final ModeSwitch modeSwitch;
    private final AdminAccess access;
    private final Clock clock;

    MaintenanceEndpoint(ModeSwitch modeSwitch, AdminAccess access, Clock clock) {
        this.modeSwitch = modeSwitch;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.isPossible()) {
            Answer.notFound(request, response);
        } else if (!access.isGranted(request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            Answer.problem(
                    request, response, 401, "Unauthorized", "Expected the admin token as Authorization: Bearer.");
        } else {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> sendState(request, response, 200);
                case "PUT" -> set(request, response);
                case "DELETE" -> end(request, response);
                default -> Answer.methodNotAllowed(request, response, "GET, HEAD, PUT, DELETE");
            }
        }
    }

    private void set(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MaintenanceChange change;
        try {
            change = MaintenanceChange.parse(RequestBody.json(request), clock.instant());
        } catch (RequestBody.Refused e) {
            Http1.closeConnection(request, response);
            Answer.problem(request, response, e.status(), e.title(), e.detail());
            return;
        } catch (IllegalArgumentException e) {
            Answer.problem(request, response, 400, "Bad Request", String.valueOf(e.getMessage()));
            return;
        }
        sendState(request, response, apply(change) ? 200 : 409);
    }

    /** With {@code ?epoch=} only if nobody else changed the override since, so that no tool ends another's maintenance. */
    private void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (query == null) {
            modeSwitch.end();
            sendState(request, response, 200);
        } else if (EPOCH.matcher(query).matches()) {
            long expected = Long.parseLong(query.substring(query.indexOf('=') + 1));
            sendState(request, response, modeSwitch.end(expected) instanceof OverrideChange.Applied ? 200 : 409);
        } else {
            Answer.problem(
                    request,
                    response,
                    400,
                    "Bad Request",
                    "Expected no query, or epoch= with the one that GET answered with.");
        }
    }

    private boolean apply(MaintenanceChange change) {
        if (change.expectedEpoch() == null) {
            modeSwitch.set(change.mode(), change.reason(), change.actor(), change.until());
            return true;
        }
        OverrideChange made =
                modeSwitch.set(change.expectedEpoch(), change.mode(), change.reason(), change.actor(), change.until());
        return made instanceof OverrideChange.Applied;
    }

    private void sendState(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        JsonWriter json = new JsonWriter();
        long epoch = modeSwitch.epoch();
        StateJson.write(json, epoch, modeSwitch.effective());
        Answer.json(request, response, status, json.toBytes());
    }
}
