package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.target.Target;
import java.util.Optional;

/** Shows what a run would do, or explains the earlier one for which it would do nothing. Changes nothing. */
final class DryRun {
    private final Target target;
    private final MigrateOptions options;
    private final Preview preview;
    private final Progress progress;
    private final Answer answer;

    DryRun(Target target, MigrateOptions options, Preview preview, Progress progress, Answer answer) {
        this.target = target;
        this.options = options;
        this.preview = preview;
        this.progress = progress;
        this.answer = answer;
    }

    int run() {
        Optional<Leftover> earlier = earlier();
        if (earlier.isPresent()) {
            throw Explanation.ofEarlier(earlier.get(), target, answer);
        }
        return preview.show(answer);
    }

    private Optional<Leftover> earlier() {
        FlywayHistory history = new FlywayHistory(target);
        Optional<Workspace> opened = Workspace.look(target, progress);
        if (opened.isEmpty()) {
            return Recovery.ofHistory(history);
        }
        try (Workspace workspace = opened.get()) {
            if (workspace.journal(Journal::running).isPresent()) {
                // One that is at work must not be told from its journal, where it looks as if it had been killed.
                workspace.lock(options.wait);
            }
            SessionSettings settings = new SessionSettings(workspace.database(), options.lockTimeout);
            return new Recovery(workspace, history, settings, options).earlier();
        }
    }
}
