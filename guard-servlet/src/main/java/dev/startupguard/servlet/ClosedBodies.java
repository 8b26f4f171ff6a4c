package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.maintenance.MaintenanceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of the closed response for one status in one language, rendered once and sent until the status changes. Immutable. */
final class ClosedBodies {

    /** Pages that differ in the seconds until they look again, so that browsers do not come back all at once. */
    static final int PAGES = 8;

    private static final byte[] NOTHING = {};

    private final GuardStatus status;
    private final ClosedKind kind;
    private final ClosedLanguage language;
    private final @Nullable Instant until;
    private final boolean isOverdue;
    private final byte[][] pages = new byte[PAGES][];
    private final byte[] pageAfterUnsafeMethod;
    private final byte[] problemBeforeRetryAfter;
    private final byte[] text;

    ClosedBodies(GuardStatus status, ClosedKind kind, ClosedLanguage language, PageTemplate template, Instant now) {
        MaintenanceState state = status.maintenance().state();
        this.status = status;
        this.kind = kind;
        this.language = language;
        this.until = kind.isAnnounced() ? state.until() : null;
        this.isOverdue = until != null && !now.isBefore(until);
        String reason = kind.isAnnounced() ? state.reason() : null;
        Instant since = kind.isAnnounced() ? state.since() : status.phaseSince();

        Map<String, String> values = values(reason, since);
        for (int i = 0; i < PAGES; i++) {
            values.put("refresh", Integer.toString(kind.refresh() + i));
            pages[i] = utf8(template.render(values));
        }
        values.put("refresh", "");
        values.put("unsent", language.word("unsent"));
        values.put("unsent-advice", language.word("unsent-advice"));
        pageAfterUnsafeMethod = utf8(template.render(values));
        problemBeforeRetryAfter = problem(status, reason, since);
        text = text(reason, since);
    }

    /** Whether these still say the truth. */
    boolean fit(GuardStatus now, ClosedKind nowKind, long nowMillis) {
        return now == status && nowKind == kind && (until == null || isOverdue || nowMillis < until.toEpochMilli());
    }

    /** The announced end, unless it has passed. */
    @Nullable
    Instant announcedEnd() {
        return isOverdue ? null : until;
    }

    byte[] of(Representation representation, boolean isSafe, int variant, long retryAfter) {
        return switch (representation) {
            case HTML -> isSafe ? pages[variant] : pageAfterUnsafeMethod;
            case PROBLEM -> problem(retryAfter);
            case TEXT -> text;
            case EMPTY -> NOTHING;
        };
    }

    private Map<String, String> values(@Nullable String reason, Instant since) {
        Map<String, String> values = new HashMap<>();
        values.put("lang", language.tag());
        values.put("dir", language.word("dir"));
        values.put("title", language.title(kind));
        values.put("text", language.text(kind));
        values.put("look-now", language.word("look-now"));
        ClosedLanguage.LABELS.forEach(label -> values.put(PageTemplate.LABEL + label, language.word(label)));
        values.put("since", language.time(since));
        values.put("since-iso", since.toString());
        if (reason != null) {
            values.put("reason", reason);
        }
        if (isOverdue) {
            values.put("overdue", language.word("overdue"));
        } else if (until != null) {
            values.put("until", language.time(until));
            values.put("until-iso", until.toString());
        }
        return values;
    }

    private byte[] problem(GuardStatus status, @Nullable String reason, Instant since) {
        String json = new JsonWriter()
                .field("type", "urn:startup-guard:" + kind.label())
                .field("title", language.title(kind))
                .field("status", 503)
                .field("detail", reason == null ? language.text(kind) : reason)
                .field("mode", status.mode().label())
                .field("since", since)
                .field("until", until)
                .toString();
        return utf8(json.substring(0, json.length() - 1) + ",\"retryAfter\":");
    }

    private byte[] problem(long retryAfter) {
        byte[] end = (retryAfter + "}").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[problemBeforeRetryAfter.length + end.length];
        System.arraycopy(problemBeforeRetryAfter, 0, body, 0, problemBeforeRetryAfter.length);
        System.arraycopy(end, 0, body, problemBeforeRetryAfter.length, end.length);
        return body;
    }

    private byte[] text(@Nullable String reason, Instant since) {
        StringBuilder text = new StringBuilder(language.title(kind))
                .append(". ")
                .append(language.text(kind))
                .append('\n');
        if (reason != null) {
            line(text, "reason", reason);
        }
        line(text, "since", language.time(since));
        if (until != null) {
            line(text, "until", language.time(until));
        }
        return utf8(text.toString());
    }

    private void line(StringBuilder text, String label, String value) {
        text.append(language.word(label)).append(": ").append(value).append('\n');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
