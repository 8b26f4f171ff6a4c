package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.PendingMigration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at migrations in the order in which they would run. */
public final class Linter {
    private final Judge judge;
    private final FloorRaise floor = new FloorRaise();
    private final List<Finding> findings = new ArrayList<>();

    private Linter(LintSettings settings) {
        judge = new Judge(settings);
    }

    /** Reads each file once more, and holds one or two statements at a time. */
    public static LintReport lint(LintSettings settings, List<PendingMigration> migrations) throws IOException {
        Linter linter = new Linter(settings);
        for (PendingMigration migration : migrations) {
            new MigrationLint(settings, linter.judge, linter.floor, migration, linter.findings::add).run();
        }
        return new LintReport(migrations.size(), linter.findings);
    }
}
