package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.migrate.Aftermath.Kind;
import dev.startupguard.cli.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to a migration, in what state the database is, and the ways on. */
final class Explanation {
    private final Leftover leftover;
    private final Aftermath aftermath;
    private final @Nullable JournaledStatement last;

    Explanation(Leftover leftover) {
        this.leftover = leftover;
        this.aftermath = leftover.aftermath();
        this.last = aftermath.last();
    }

    /** This run failed. */
    CliFailure failed(@Nullable Throwable cause) {
        return CliFailure.migration(found(), "migrations that are complete, or not there at all.", ways(), cause);
    }

    /** An earlier run has to be dealt with. */
    static CliFailure ofEarlier(Leftover leftover, Target target, Answer answer) {
        Explanation explanation = new Explanation(leftover);
        if (answer.isJson()) {
            String run = leftover.run() == null ? "" : leftover.run().id();
            answer.give(new MigrateReport(run, target.shownUrl(), List.of(), 0, null, "").failed(explanation));
        }
        return explanation.failed(null);
    }

    private String found() {
        StringBuilder found = new StringBuilder(headline());
        if (!leftover.journal().isEmpty()) {
            found.append("\nApplied before it in that run: ")
                    .append(
                            leftover.appliedBefore().isEmpty()
                                    ? "nothing"
                                    : String.join(", ", leftover.appliedBefore()))
                    .append('.');
        }
        found.append("\nState: ").append(state());
        if (!leftover.indexDrops().isEmpty()) {
            found.append("\nAn index that is not valid is left: queries do not use it, and writes keep it up.");
        }
        if (leftover.run() != null) {
            String backup = leftover.backup();
            found.append("\nBackup: ")
                    .append(backup.isEmpty() ? "none was made" : backup)
                    .append('.');
        }
        return found.toString();
    }

    private String headline() {
        JournaledRun run = leftover.run();
        if (run == null || last == null) {
            return "Flyway's history says that " + aftermath.script()
                    + " failed, and the journal of guard migrate does not know it.";
        }
        if (last.error() != null) {
            return aftermath.script() + " failed in " + last.place() + ": " + Redaction.of(last.error()) + ".";
        }
        return "guard migrate of " + run + " was killed "
                + (last.state() == JournaledStatement.State.STARTED ? "in " : "after ") + aftermath.script() + ", "
                + last.place() + ".";
    }

    private String state() {
        return switch (aftermath.kind()) {
            case COMPLETE -> aftermath.script() + " is complete, and Flyway's history says so.";
            case ROLLED_BACK ->
                "its transaction was rolled back; nothing of " + aftermath.script() + " is in the database.";
            case HALF_DONE -> halfDone();
            case UNKNOWN -> unknown();
            case NOT_RECORDED ->
                "all statements of " + aftermath.script() + " are done" + onWord()
                        + "; only its row in Flyway's history is missing.";
            case NOT_JOURNALED -> "how much of " + aftermath.script() + " is done is not known.";
        };
    }

    private String halfDone() {
        int ordinal = last == null ? 0 : last.ordinal();
        String done = aftermath.done() == 0
                ? "no statement of " + aftermath.script() + " is done"
                : "of " + aftermath.script() + " " + statements(1, aftermath.done()) + " done and committed" + onWord();
        int sent = last != null && last.error() != null ? ordinal - 1 : ordinal;
        return done
                + (sent > aftermath.done() ? ", " + statements(aftermath.done() + 1, sent) + " rolled back" : "")
                + (last != null && last.error() != null ? ", statement " + ordinal + " had no effect" : "") + ".";
    }

    private String unknown() {
        int ordinal = last == null ? 0 : last.ordinal();
        String done = aftermath.done() == 0
                ? ""
                : "of " + aftermath.script() + " " + statements(1, aftermath.done()) + " done and committed" + onWord()
                        + "; ";
        return done + "whether " + statements(aftermath.done() + 1, ordinal).replaceFirst(" (is|are)$", "")
                + " took effect is not known.";
    }

    /** Nobody has seen these committed. */
    private String onWord() {
        return aftermath.onWord().isEmpty()
                ? ""
                : " (of these "
                        + aftermath.onWord().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " on the operator's word)";
    }

    private static String statements(int from, int to) {
        return from == to ? "statement " + from + " is" : "statements " + from + " to " + to + " are";
    }

    private String ways() {
        List<String> ways = new ArrayList<>();
        leftover.indexDrops().forEach(drop -> ways.add("first run: " + drop));
        int ordinal = last == null ? 0 : last.ordinal();
        switch (aftermath.kind()) {
            case COMPLETE -> ways.add("guard migrate --resume goes on with the next migration.");
            case ROLLED_BACK ->
                ways.add(
                        leftover.wasKilled()
                                ? "guard migrate --resume applies it from its beginning."
                                : "correct the cause, and run guard migrate again.");
            case HALF_DONE -> {
                ways.add("guard migrate --resume goes on with statement " + (aftermath.done() + 1)
                        + "; correct the file from there on, and leave what is done as it is.");
                addMarks(ways);
            }
            case UNKNOWN -> {
                ways.add(
                        aftermath.done() + 1 == ordinal
                                ? "look whether it took effect: guard migrate --resume=" + ordinal
                                        + " if it did not, --resume=" + (ordinal + 1) + " if it did."
                                : "look which of them took effect: guard migrate --resume=N goes on with statement N, the first"
                                        + " that did not; --resume=" + (ordinal + 1) + " if all did.");
                addMarks(ways);
            }
            case NOT_RECORDED -> ways.add("guard migrate --resume writes the row and goes on.");
            case NOT_JOURNALED -> {
                ways.add(
                        "guard migrate --resume=N goes on with statement N, when you know that those before it are done.");
                addMarks(ways);
            }
        }
        if (!aftermath.isClean() && aftermath.earliest() <= aftermath.done()) {
            ways.add("guard migrate --resume=" + aftermath.earliest() + ", if that statement is not done after all.");
        }
        ways.add(restore());
        return "one of these, with the options of this call:\n  " + String.join("\n  ", ways);
    }

    private static void addMarks(List<String> ways) {
        ways.add("guard migrate --mark-rolled-back, when you have undone by hand what is done.");
        ways.add("guard migrate --mark-applied, when you have done the rest by hand.");
    }

    private String restore() {
        return leftover.backup().isEmpty()
                ? "restore a backup of your own, and run guard migrate again."
                : "restore the backup that is named above, and run guard migrate again.";
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("script", aftermath.script());
        json.put("state", aftermath.kind().name());
        json.put("statementsDone", aftermath.done());
        json.put("statementsOnWord", aftermath.onWord());
        if (last != null) {
            json.put("statement", last.ordinal());
            json.put("statements", last.total());
            json.put("line", last.line());
            json.put("sql", last.summary());
            json.put("error", last.error());
        }
        json.put("killed", leftover.wasKilled());
        json.put(
                "resumesAt",
                aftermath.isResumable() && aftermath.kind() != Kind.COMPLETE ? aftermath.done() + 1 : null);
        json.put("invalidIndexes", leftover.indexDrops());
        json.put("appliedBefore", leftover.appliedBefore());
        json.put("backup", leftover.backup().isEmpty() ? null : leftover.backup());
        return json;
    }
}
