package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.Planner;
import dev.startupguard.cli.flyway.StatementCursor;
import dev.startupguard.cli.migrate.MigrationReview.Finding;
import dev.startupguard.cli.migrate.StatementWatch.Planned;
import dev.startupguard.cli.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run will do, and what is to be known about it. */
final class Preview {
    private final Target target;
    private final MigrationReview review;

    Preview(Target target, MigrationReview review) {
        this.target = target;
        this.review = review;
    }

    /** The plan, its migrations with the numbers of their statements, and what the review says. */
    record Pending(MigrationPlan plan, List<Planned> migrations, List<Finding> findings) {

        List<Finding> destructive() {
            return findings.stream().filter(Finding::destructive).toList();
        }

        Map<String, Planned> byScript() {
            Map<String, Planned> byScript = new LinkedHashMap<>();
            migrations.forEach(each -> byScript.put(each.migration().script(), each));
            return byScript;
        }
    }

    /**
     * Reads the plan.
     *
     * @param resumed the migration whose failed row in the history is not to count, or null
     */
    Pending read(@Nullable String resumed) {
        return Planner.planOfRun(target, resumed, this::read);
    }

    private Pending read(MigrationPlan plan) {
        List<Planned> migrations = new ArrayList<>();
        for (PendingMigration migration : plan.migrations()) {
            migrations.add(new Planned(
                    migration, migrations.size() + 1, plan.migrations().size(), statements(migration)));
        }
        return new Pending(plan, List.copyOf(migrations), review.review(target, plan));
    }

    private static int statements(PendingMigration migration) {
        int statements = 0;
        try (StatementCursor cursor = migration.statements()) {
            while (cursor.next() != null) {
                statements++;
            }
        }
        return statements;
    }

    /** The answer of a dry run. */
    int show(Answer answer) {
        Pending pending = read((String) null);
        answer.give(answer.isJson() ? Json.of(json(pending)) : text(pending));
        return ExitCode.FINE;
    }

    void requireContract(Pending pending, boolean contract) {
        if (!contract && !pending.destructive().isEmpty()) {
            throw CliFailure.finding(
                    "The plan has migrations with which builds that run now cannot live: "
                            + String.join(
                                    "; ",
                                    pending.destructive().stream()
                                            .map(Preview::line)
                                            .toList()) + ".",
                    "--contract for these, when no such build runs any more.",
                    "stop those builds first, and say --contract then; or leave these migrations for a later release.");
        }
    }

    String text(Pending pending) {
        if (pending.migrations().isEmpty()) {
            return "Nothing is pending in " + target.shownUrl() + ".";
        }
        StringBuilder text = new StringBuilder("Pending in " + target.shownUrl() + ":");
        for (Planned each : pending.migrations()) {
            text.append("\n  ")
                    .append(each.migration().script())
                    .append(": ")
                    .append(each.statements())
                    .append(each.statements() == 1 ? " statement, " : " statements, ")
                    .append(isTransactional(pending, each) ? "all or nothing" : "each by itself");
        }
        for (Finding finding : pending.findings()) {
            text.append("\n").append(finding.script()).append(':').append(finding.line());
            text.append(": ").append(finding.severity()).append(": ").append(finding.rule());
            text.append(": ").append(finding.message()).append(finding.destructive() ? "; needs --contract" : "");
        }
        return text.toString();
    }

    private static String line(Finding finding) {
        return finding.script() + " line " + finding.line() + ": " + finding.message() + " (" + finding.rule() + ")";
    }

    /** Elsewhere DDL commits by itself. */
    private static boolean isTransactional(Pending pending, Planned migration) {
        return pending.plan().database() == dev.startupguard.cli.flyway.Database.POSTGRESQL
                && migration.migration().isTransactional();
    }

    private Map<String, Object> json(Pending pending) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("database", target.shownUrl());
        json.put(
                "pending",
                pending.migrations().stream().map(each -> json(pending, each)).toList());
        json.put("findings", pending.findings().stream().map(Preview::json).toList());
        return json;
    }

    private static Map<String, Object> json(Pending pending, Planned each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("script", each.migration().script());
        json.put("version", each.migration().version());
        json.put("statements", each.statements());
        json.put("transactional", isTransactional(pending, each));
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("script", finding.script());
        json.put("line", finding.line());
        json.put("severity", finding.severity());
        json.put("rule", finding.rule());
        json.put("message", finding.message());
        json.put("destructive", finding.destructive());
        return json;
    }
}
