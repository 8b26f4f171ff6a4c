package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The linter against grammars of others, on the labelled statements and on the migrations of the script tests: what a grammar
 * refuses is not understood, what it reads is, and what its tree shows is found. What differs is listed with its reason.
 */
class GrammarComparisonTest {
    private static final Path LISTED = Path.of("src/test/resources/lint/grammar-differences.txt");

    @TempDir
    Path folder;

    @Test
    void grammarsAndLinterDifferOnlyWhereThereIsAReason() throws IOException {
        Set<String> differences = new LinkedHashSet<>();
        StringBuilder table = new StringBuilder(
                "| Dialect | Statements | refused by the grammar | Facts in its trees | of these on what the migrations made |\n"
                        + "|---|---|---|---|---|\n");
        for (SqlDialect dialect :
                List.of(SqlDialect.POSTGRESQL, SqlDialect.MARIADB, SqlDialect.SQLSERVER, SqlDialect.H2)) {
            String name = dialect.name().toLowerCase(Locale.ROOT);
            GrammarComparison comparison = new GrammarComparison();
            new Corpus(dialect).forEach(Files.createDirectories(folder.resolve(name)), comparison::compare);
            Path migrations = Path.of("src/test/resources/corpus", name);
            if (Files.exists(migrations)) {
                LintSettings settings = new LintSettings(dialect, true, false, Set.of());
                for (PendingMigration migration : new LintedFolder(migrations).migrations(dialect)) {
                    // Each alone, or all tables would be of this release.
                    comparison.compare(settings, List.of(migration));
                }
            }
            differences.addAll(comparison.differences());
            table.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(comparison.figures())
                    .append(" |\n");
        }
        assertThat(differences).isEqualTo(listed());
        DocumentedTable.assertSame("comparison", table.toString());
    }

    /** Each difference is a line; its reason, in the lines below, is indented. */
    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        boolean isReasoned = true;
        for (String line : Files.readAllLines(LISTED)) {
            if (line.startsWith("  ")) {
                isReasoned = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                assertThat(isReasoned).as("a reason above " + line).isTrue();
                isReasoned = false;
                listed.add(line);
            }
        }
        assertThat(isReasoned).as("a reason in the last line").isTrue();
        return listed;
    }
}
