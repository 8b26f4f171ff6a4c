package dev.startupguard.cli.lint;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Corpus.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How well the rules do on labelled statements; the table of docs/lint.md holds the same figures. */
class CorpusTest {
    @TempDir
    Path folder;

    @Test
    void precisionAndRecallAreThoseOfTheDocumentation() throws Exception {
        StringBuilder table = new StringBuilder(
                "| Dialect | Cases | harmless | Findings expected | found | missed | found wrongly | Precision | Recall |\n"
                        + "|---|---|---|---|---|---|---|---|---|\n");
        StringBuilder errors = new StringBuilder("What the linter gets wrong on the labelled statements.\n");
        for (SqlDialect dialect :
                List.of(SqlDialect.POSTGRESQL, SqlDialect.MARIADB, SqlDialect.SQLSERVER, SqlDialect.H2)) {
            Result result = new Corpus(dialect).lint(Files.createDirectories(folder.resolve(dialect.name())));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d | %s | %s |%n",
                    dialect.name().toLowerCase(Locale.ROOT),
                    result.cases(),
                    result.harmless(),
                    result.right() + result.missed().size(),
                    result.right(),
                    result.missed().size(),
                    result.wrong().size(),
                    result.precision(),
                    result.recall()));
            errors.append('\n').append(dialect.name().toLowerCase(Locale.ROOT)).append('\n');
            result.missed()
                    .forEach(each -> errors.append("  missed ").append(each).append('\n'));
            result.wrong()
                    .forEach(each -> errors.append("  wrong  ").append(each).append('\n'));
        }
        Golden.assertSame("lint-corpus.txt", errors.toString());
        DocumentedTable.assertSame("figures", table.toString());
    }
}
