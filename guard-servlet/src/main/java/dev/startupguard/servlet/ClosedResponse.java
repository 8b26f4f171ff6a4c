package dev.startupguard.servlet;

import dev.startupguard.Admission;
import dev.startupguard.GuardStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a refused request gets: 503 (RFC 9110 §15.6.4) with the reason in the form that its sender can read. */
final class ClosedResponse {

    /** Tells a refusal by the guard from an overload or a broken proxy; its value is the kind. */
    static final String KIND_HEADER = "Startup-Guard";

    private final PageTemplate template;
    private final CorsPolicy cors;
    private final Clock clock;
    private final IntUnaryOperator random;
    private final ClosedLanguages languages;
    /** What was rendered last, for each language. */
    private final AtomicReferenceArray<@Nullable ClosedBodies> latest;

    /** @param random a number from 0 below its argument */
    ClosedResponse(
            PageTemplate template, ClosedLanguages languages, CorsPolicy cors, Clock clock, IntUnaryOperator random) {
        this.template = template;
        this.languages = languages;
        this.latest = new AtomicReferenceArray<>(languages.size());
        this.cors = cors;
        this.clock = clock;
        this.random = random;
    }

    void send(HttpServletRequest request, HttpServletResponse response, GuardStatus status, Admission refusal)
            throws IOException {
        if (cors.answerPreflight(request, response)) {
            return;
        }
        ClosedKind kind = ClosedKind.of(refusal);
        response.setHeader(KIND_HEADER, kind.label());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept, Accept-Language, Origin, Cookie");
        response.setHeader("X-Content-Type-Options", "nosniff");
        cors.expose(request, response);
        Http1.closeIfBodyIsUnread(request, response);
        if (ClosedStream.isAskedFor(request)) {
            ClosedStream.send(request, response, kind, kind.refresh() + random.applyAsInt(ClosedBodies.PAGES));
        } else {
            refuse(request, response, status, kind);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, GuardStatus status, ClosedKind kind)
            throws IOException {
        long now = clock.millis();
        Representation representation = Negotiation.choose(request);
        String ownLanguage = representation == Representation.HTML ? template.language() : null;
        int language = ownLanguage == null ? languages.preferredBy(request) : languages.indexOf(ownLanguage);
        ClosedBodies bodies = bodies(status, kind, language, now);
        long retryAfter = retryAfter(kind, bodies.announcedEnd(), now);
        boolean repeats = Methods.isGetOrHead(request.getMethod());
        byte[] body = bodies.of(representation, repeats, random.applyAsInt(ClosedBodies.PAGES), retryAfter);

        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", Long.toString(retryAfter));
        response.setHeader("Content-Security-Policy", template.contentSecurityPolicy());
        String tag = ownLanguage == null ? languages.get(language).tag() : ownLanguage;
        response.setHeader("Content-Language", tag);
        if (representation.contentType() != null) {
            response.setContentType(representation.contentType());
        }
        Answer.body(request, response, body);
    }

    /** Of two threads that see a new status both may render; either result is right. */
    private ClosedBodies bodies(GuardStatus status, ClosedKind kind, int language, long now) {
        ClosedBodies bodies = latest.get(language);
        if (bodies == null || !bodies.fit(status, kind, now)) {
            bodies = new ClosedBodies(status, kind, languages.get(language), template, Instant.ofEpochMilli(now));
            latest.set(language, bodies);
        }
        return bodies;
    }

    /** Seconds (RFC 9110 §10.2.3), spread over a little more time than is left. */
    private long retryAfter(ClosedKind kind, @Nullable Instant end, long now) {
        long seconds = end == null ? kind.retryAfter() : Math.max(1, (end.toEpochMilli() - now + 999) / 1000);
        int spread = (int) Math.min(30, Math.max(2, seconds / 10));
        return seconds + random.applyAsInt(spread + 1);
    }
}
