package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.bypass.AttemptLimit;
import dev.startupguard.bypass.BypassTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Gives who knows the secret a token for the present state, as a cookie; GET shows a form for people. */
final class BypassEndpoint implements Endpoint {

    private final BypassTokens tokens;
    private final AttemptLimit attempts;
    private final Supplier<GuardStatus> status;
    private final PageTemplate form = PageTemplate.builtIn(
            "bypass.html", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");

    BypassEndpoint(BypassTokens tokens, AttemptLimit attempts, Supplier<GuardStatus> status) {
        this.tokens = tokens;
        this.attempts = attempts;
        this.status = status;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> sendForm(request, response, 200, false);
            case "POST" -> exchange(request, response);
            default -> Answer.methodNotAllowed(request, response, "GET, HEAD, POST");
        }
    }

    private void exchange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // As the container says, which knows the proxies that it may believe; no header is looked at here.
        String client = String.valueOf(request.getRemoteAddr());
        Duration wait = attempts.take(client);
        if (!wait.isZero()) {
            response.setHeader("Retry-After", Long.toString((wait.toMillis() + 999) / 1000));
            Answer.problem(
                    request, response, 429, "Too Many Requests", "Expected fewer attempts. Wait, and try again.");
            return;
        }
        BypassSecretBody body;
        try {
            body = BypassSecretBody.read(request);
        } catch (RequestBody.Refused e) {
            Http1.closeConnection(request, response);
            Answer.problem(request, response, e.status(), e.title(), e.detail());
            return;
        }
        if (tokens.isSecret(body.secret())) {
            attempts.giveBack(client);
            admit(request, response, body.isForm());
        } else if (body.isForm()) {
            sendForm(request, response, 403, true);
        } else {
            Answer.problem(request, response, 403, "Forbidden", "Expected the value of guard.bypass.secret.");
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, boolean isForm) throws IOException {
        Instant end = tokens.nextEnd();
        String token = tokens.issue(end, Bypass.closure(status.get()));
        response.addHeader(
                "Set-Cookie",
                Bypass.COOKIE + "=" + token + "; Path=/; Max-Age=" + BypassTokens.LIFETIME.toSeconds()
                        + "; Secure; HttpOnly; SameSite=Lax");
        if (isForm) {
            Answer.seeOther(request, response, request.getServletContext().getContextPath() + "/");
        } else {
            byte[] json =
                    new JsonWriter().field("token", token).field("expires", end).toBytes();
            Answer.json(request, response, 200, json);
        }
    }

    private void sendForm(HttpServletRequest request, HttpServletResponse response, int code, boolean isWrong)
            throws IOException {
        response.setHeader("Content-Security-Policy", form.contentSecurityPolicy());
        response.setHeader("Content-Language", "en");
        String html = form.render(Map.of("wrong", isWrong ? "yes" : ""));
        Answer.html(request, response, code, html.getBytes(StandardCharsets.UTF_8));
    }
}
