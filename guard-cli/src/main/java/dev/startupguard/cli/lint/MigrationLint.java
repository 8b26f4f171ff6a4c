package dev.startupguard.cli.lint;

import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Lexer.Comment;
import dev.startupguard.cli.lint.Rule.RuleClass;
import dev.startupguard.cli.lint.StatementFindings.Found;
import dev.startupguard.cli.lint.Suppressions.Misplaced;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at one migration, statement by statement. */
final class MigrationLint {
    private static final int EXCERPT = 100;
    private static final Pattern ALLOW_LINE = Pattern.compile("(?:--|#|/\\*)\\s*(guard:allow\\b.*?)(?:\\*/)?\\s*$");

    private static final Pattern PASSWORD = Pattern.compile("(?i)\\b(IDENTIFIED BY|PASSWORD) '[^']*'?");

    private final LintSettings settings;
    private final Judge judge;
    private final FloorRaise floor;
    private final PendingMigration migration;
    private final Consumer<Finding> sink;
    private final MigrationState state;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Looked last;

    /** A statement that was looked at; a comment behind it may still come. */
    private record Looked(int line, int lastLine, String excerpt, List<Found> found, Suppressions suppressions) {}

    MigrationLint(
            LintSettings settings, Judge judge, FloorRaise floor, PendingMigration migration, Consumer<Finding> sink) {
        this.settings = settings;
        this.judge = judge;
        this.floor = floor;
        this.migration = migration;
        this.sink = sink;
        state = new MigrationState(migration.isTransactional(), settings.hasLockTimeout());
    }

    void run() throws IOException {
        migration.forEachStatement(this::look);
        Looked end = last;
        readTail(end == null ? new Looked(1, 0, "", List.of(), new Suppressions()) : end);
        findings.stream()
                .filter(finding -> !goesOnAsView(finding) && !isOnAgain(finding))
                .forEach(sink);
    }

    /** A trigger was off while nobody else could write to its table. */
    private boolean isOnAgain(Finding finding) {
        return finding.rule() == Rule.DROP_TRIGGER
                && state.isTransactional
                && state.enabledTriggers.contains(finding.about());
    }

    /** A table was renamed, and a view has its old name. */
    private boolean goesOnAsView(Finding finding) {
        return finding.rule() == Rule.RENAME_TABLE && state.createdViews.contains(finding.about());
    }

    private void look(SqlStatementText statement) {
        Lexer.Pieces pieces = Lexer.read(settings.dialect(), statement.sql());
        List<Token> tokens = pieces.tokens();
        int base = statement.line() - (tokens.isEmpty() ? 0 : tokens.get(0).line());
        Suppressions suppressions = new Suppressions();
        for (Comment comment : pieces.comments()) {
            boolean isBehindLast = last != null && last.lastLine() == base + comment.line();
            (isBehindLast ? last.suppressions() : suppressions).read(comment.text(), base + comment.line());
        }
        report(last);
        StatementFindings findings = new StatementFindings();
        if (last == null
                && migration.version() == null
                && settings.appliedRepeatables().contains(migration.script())) {
            findings.add(Rule.CHANGED_REPEATABLE, migration.description());
        }
        if (pieces.isUnclosed()) {
            findings.add(Rule.UNPARSED_SQL, "a quote or comment does not end");
        }
        for (List<Token> each : Batch.statements(settings.dialect(), tokens)) {
            for (Change change : StatementReader.read(settings.dialect(), each)) {
                if (change.kind() == Kind.FLOOR_RAISED) {
                    floor.raised(migration.script(), statement.line());
                }
                judge.judge(change, state, findings);
                boolean isView = change.kind() == Kind.OBJECT_CREATED || change.kind() == Kind.OBJECT_REPLACED;
                if (isView && change.detail().equals("view")) {
                    state.createdViews.add(change.table().toString());
                }
            }
        }
        int lastLine = tokens.isEmpty()
                ? statement.line()
                : base + tokens.get(tokens.size() - 1).line();
        last = new Looked(statement.line(), lastLine, excerpt(tokens, statement.sql()), findings.found(), suppressions);
    }

    /** Comments behind the last statement, which Flyway drops. */
    private void readTail(Looked end) throws IOException {
        Suppressions nowhere = new Suppressions();
        try (BufferedReader lines = migration.text()) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher allow = ++number < end.lastLine() ? null : ALLOW_LINE.matcher(line);
                if (allow != null && allow.find()) {
                    (number == end.lastLine() ? end.suppressions() : nowhere).read(allow.group(1), number);
                }
            }
        }
        report(end);
        nowhere.misplaced().forEach(each -> report(each, ""));
    }

    private void report(@Nullable Looked looked) {
        if (looked == null) {
            return;
        }
        for (Found found : looked.found()) {
            Finding finding = finding(found.rule(), found.about(), looked.line(), looked.excerpt());
            String reason = looked.suppressions().reason(found);
            boolean isCovered = found.rule().ruleClass() == RuleClass.BREAKS_BUILDS && floor.isRaised();
            findings.add(
                    reason != null
                            ? finding.acknowledge(reason)
                            : isCovered ? finding.acknowledge(floor.reason()) : finding);
        }
        looked.suppressions().misplaced().forEach(each -> report(each, looked.excerpt()));
    }

    private void report(Misplaced misplaced, String excerpt) {
        findings.add(finding(misplaced.rule(), misplaced.about(), misplaced.line(), excerpt));
    }

    private Finding finding(Rule rule, String about, int line, String excerpt) {
        return new Finding(rule, rule.severity(), migration.script(), migration.file(), line, excerpt, about, null);
    }

    private static String excerpt(List<Token> tokens, String sql) {
        // The comments in front are no part of what is meant.
        String[] lines = sql.split("\\R");
        int first = tokens.isEmpty() ? 0 : tokens.get(0).line();
        StringBuilder text = new StringBuilder();
        for (int i = first; i < lines.length && text.length() <= EXCERPT; i++) {
            text.append(lines[i].strip()).append(' ');
        }
        String line = Redaction.of(PASSWORD.matcher(text.toString().replaceAll("[\\s\\p{Cntrl}]+", " "))
                        .replaceAll("$1 '***'"))
                .strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT - 1) + "…";
    }
}
