package dev.startupguard.cli.lint;

import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.OfflineMigrations;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder of migrations that is looked at. */
final class LintedFolder {
    private final Path folder;

    LintedFolder(Path folder) {
        this.folder = folder;
    }

    LintedFolder with(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    List<PendingMigration> migrations(SqlDialect dialect) {
        Session session = new Session(
                Map.of(
                        "FLYWAY_LOCATIONS", "filesystem:" + folder,
                        "FLYWAY_MIXED", "true",
                        "FLYWAY_PLACEHOLDERS_PREFIX", "placed",
                        "FLYWAY_PLACEHOLDERS_VALUE", "a value"),
                folder,
                new ByteArrayOutputStream(),
                new PrintWriter(new StringWriter()),
                question -> null);
        try (Target target = Target.withoutDatabase(session, new DatabaseOptions(), new BuildOptions())) {
            return OfflineMigrations.read(target, dialect, null);
        }
    }

    /** As if lock time-outs were set, so that other findings are seen alone. */
    LintReport lint(SqlDialect dialect) {
        return lint(new LintSettings(dialect, true, false, Set.of()));
    }

    LintReport lint(LintSettings settings) {
        try {
            return Linter.lint(settings, migrations(settings.dialect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as "V1__a.sql:3 drop-column attendee.name". */
    static List<String> lines(LintReport report) {
        return report.findings().stream()
                .map(finding ->
                        (finding.acknowledged() == null ? "" : "(" + finding.acknowledged() + ") ") + finding.script()
                                + ":" + finding.line() + " " + finding.rule().id() + " " + finding.about())
                .map(String::strip)
                .toList();
    }
}
