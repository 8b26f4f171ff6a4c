package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.console.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call writes to standard output: once, and as JSON in every case where that is asked for. */
final class Answer {
    private final Session session;
    private final OutputFormat format;
    private boolean given;

    Answer(Session session, OutputFormat format) {
        this.session = session;
        this.format = format;
    }

    OutputFormat format() {
        return format;
    }

    boolean isJson() {
        return format == OutputFormat.JSON;
    }

    void give(String text) {
        given = true;
        session.answer(text);
    }

    /** For programs, if they have no answer yet; people read the failure itself on standard error. */
    void giveIfMissing(CliFailure failure) {
        if (!isJson() || given) {
            return;
        }
        boolean refused = failure.exitCode() == ExitCode.FINDING || failure.exitCode() == ExitCode.USAGE;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", refused ? "refused" : "failed");
        json.put("exitCode", failure.exitCode());
        json.put("reason", Redaction.of(failure.getMessage()));
        give(Json.of(json));
    }
}
