package dev.startupguard.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.flyway.Artifact;
import dev.startupguard.cli.flyway.ArtifactReading;
import dev.startupguard.cli.flyway.Database;
import dev.startupguard.cli.flyway.HistoryState;
import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.flyway.SqlServerSession;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgcodekeeper.core.parsers.antlr.ms.generated.TSQLLexer;
import org.pgcodekeeper.core.parsers.antlr.ms.generated.TSQLParser;

/** Scripts for SQL Server from a plan that no server was asked for, read again by parsers that are not this tool's. */
class SqlServerTextTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus/sqlserver");
    private static final Pattern SQLCMD =
            Pattern.compile("(?im)^[ \\t]*(:.*|!!.*|(GO|EXIT|QUIT|RESET|ED|LIST|ON +ERROR)\\b.*)$|\\$\\(");
    private static final Pattern TEXT = Pattern.compile("N'((?:[^']|'')*)'");

    @TempDir
    Path folder;

    private List<PendingMigration> migrations;
    private String script;

    @BeforeEach
    void scriptOfTheCorpus() throws IOException {
        migrations =
                read(CORPUS, Map.of("FLYWAY_PLACEHOLDERS_PREFIX", "placed", "FLYWAY_PLACEHOLDERS_VALUE", "a value"));
        script = script(plan(null, migrations));
    }

    @Test
    void theScriptReadsLikeThis() {
        Golden.assertSame("script-sqlserver-corpus.sql", script);
    }

    @Test
    void flywaysParserFindsTheSameBatchesInTheSameOrder() throws IOException {
        List<String> expected = batches(migrations);

        List<String> found = batchesOf(script).stream()
                .map(SqlServerTextTest::executed)
                .filter(batch -> !isGuards(batch))
                .toList();

        assertThat(found.get(0)).contains("CREATE TABLE [shop].[dbo].[flyway_schema_history]");
        assertThat(found.subList(1, found.size())).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(30);
    }

    @Test
    void sqlcmdTakesNothingForItsOwnThatIsNotMeantForIt() {
        assertThat(SQLCMD.matcher(script)
                        .results()
                        .map(match -> match.group().strip())
                        .distinct())
                .containsExactly(":on error exit", "GO");
    }

    @Test
    void aGrammarOfSqlServerReadsTheGuardsOwnBatches() throws IOException {
        List<String> own = batchesOf(script(plan(new HistoryState(1, 1, 1, -5), migrations))).stream()
                .filter(batch -> isGuards(executed(batch)) || !executed(batch).equals(batch))
                .toList();

        assertThat(own).hasSizeGreaterThan(100);
        assertThat(own).allSatisfy(batch -> assertThat(errors(batch)).as(batch).isEmpty());
    }

    @Test
    void aFailureAnywhereKeepsEveryLaterBatchFromBeingExecuted() throws IOException {
        List<String> batches = batchesOf(script);

        for (int i = 0; i < batches.size() - 1; i++) {
            if (!isGuards(executed(batches.get(i)))) {
                assertThat(batches.get(i + 1)).as(batches.get(i)).matches("(?s)IF @@ERROR <> 0.*SET NOEXEC ON; END;");
            }
        }
        assertThat(batches.get(batches.size() - 1)).contains("THROW 50000, N'guard: the script went on after an error");
    }

    @Test
    void migrationsOutsideATransactionHaveTheirRowFirst() {
        String fullText = script.replaceFirst("(?s)^.*(?=-- ==== V13__full_text.sql \\(not in a transaction\\))", "")
                .replaceFirst("(?s)-- ==== V14.*$", "");

        assertThat(fullText)
                .doesNotContain("BEGIN TRANSACTION", "COMMIT")
                .containsSubsequence(
                        "N'V13__full_text.sql'",
                        ", 0, 0);",
                        "CREATE FULLTEXT CATALOG",
                        "CREATE FULLTEXT INDEX",
                        "SET [success] = 1");
    }

    private static boolean isGuards(String batch) {
        return Pattern.compile(
                        "^(:on error exit|EXEC sp_set_session_context|IF COALESCE|IF @@(ERROR|TRANCOUNT) |SET XACT_ABORT ON;\nSET IMPL"
                                + "|SET NOEXEC OFF;\nIF @@TRANCOUNT)")
                .matcher(FirstWords.behindComments(batch))
                .find();
    }

    /** What the server executes of a batch that is given as a text; a backslash in front of a line's end goes with it. */
    private static String executed(String batch) {
        if (!batch.startsWith("DECLARE @sql ")) {
            return batch;
        }
        assertThat(batch).endsWith("EXEC (@sql);");
        StringBuilder sql = new StringBuilder();
        for (Matcher part = TEXT.matcher(batch); part.find(); ) {
            sql.append(part.group(1).replace("''", "'").replaceAll("\\\\\\r?\\n", ""));
        }
        return sql.toString();
    }

    private static List<String> errors(String batch) {
        List<String> errors = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    Object symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException e) {
                errors.add(line + ":" + column + " " + message);
            }
        };
        TSQLLexer lexer = new TSQLLexer(CharStreams.fromString(batch.replace(":on error exit\n", "")));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        TSQLParser parser = new TSQLParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        parser.tsql_file();
        return errors;
    }

    private MigrationPlan plan(HistoryState history, List<PendingMigration> pending) {
        return new MigrationPlan(
                Database.SQLSERVER,
                "jdbc:sqlserver://db",
                "dbo",
                "flyway_schema_history",
                "[shop].[dbo].[flyway_schema_history]",
                -42,
                history,
                history == null
                        ? List.of(
                                new SqlStatementText("CREATE TABLE [shop].[dbo].[flyway_schema_history] (…)", 1, null))
                        : List.of(),
                null,
                null,
                null,
                new SqlServerSession("shop", "dbo"),
                List.of(),
                pending);
    }

    private static String script(MigrationPlan plan) throws IOException {
        StringWriter writer = new StringWriter();
        new ScriptText(plan).writeTo(writer, "release.sql");
        return writer.toString();
    }

    private List<String> batchesOf(String text) throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        Files.writeString(again.resolve("V1__script.sql"), text);
        return batches(read(again, Map.of("FLYWAY_PLACEHOLDER_REPLACEMENT", "false", "FLYWAY_MIXED", "true")));
    }

    private static List<String> batches(List<PendingMigration> migrations) throws IOException {
        List<String> batches = new ArrayList<>();
        for (PendingMigration migration : migrations) {
            migration.forEachStatement(statement -> batches.add(statement.sql()));
        }
        return batches;
    }

    private List<PendingMigration> read(Path location, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("FLYWAY_LOCATIONS", "filesystem:" + location);
        environment.put("FLYWAY_DEFAULT_SCHEMA", "dbo");
        Session session = new Session(
                environment,
                folder,
                new ByteArrayOutputStream(),
                new PrintWriter(new StringWriter()),
                question -> null);
        try (Target target = Target.withoutDatabase(session, new DatabaseOptions(), new BuildOptions())) {
            Artifact artifact = ArtifactReading.read(target, SqlDialect.SQLSERVER);
            return artifact.migrations();
        }
    }
}
