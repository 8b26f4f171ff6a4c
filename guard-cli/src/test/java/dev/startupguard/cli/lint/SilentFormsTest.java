package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.flyway.SqlDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements written at random by the rules of a grammar: what alters or drops is found, unless its
 * form is listed with a reason.
 */
class SilentFormsTest {
    private static final Path LISTED = Path.of("src/test/resources/lint/silent-forms.txt");

    private static final Pattern TABLE =
            Pattern.compile("ALTER (FOREIGN |IGNORE )*TABLE (IF EXISTS )?(ONLY )?\\w+ (\\* )?(NOWAIT |WAIT \\w+ )?");

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, schema_alter|schema_drop|alter_table_statement, 2500",
        "SQLSERVER, schema_alter|schema_drop|enable_disable_trigger, 4000",
        "MARIADB, alter[A-Z].*|drop[A-Z].*|rename(Table|User)|reset(Statement|Master)|setPasswordStatement, 900",
    })
    void whatAGrammarKnowsOfAlterAndDropIsFoundUnlessItsFormIsListed(SqlDialect dialect, String rules, int statements)
            throws IOException {
        Map<Pattern, String> listed = listed(dialect);
        Set<String> unlisted = new TreeSet<>();
        Set<Pattern> used = new HashSet<>();
        GrammarWalk walk = GrammarWalk.of(dialect);
        for (String rule : walk.rules(rules)) {
            for (int i = 0; i < statements; i++) {
                String sql = walk.statement(rule).map(SilentFormsTest::withVerb).orElse("");
                if (!sql.matches("(ALTER|DROP|RENAME|RESET|SET|ENABLE|DISABLE) .*") || !isSilent(dialect, sql)) {
                    continue;
                }
                boolean isListed = true;
                for (String action : actions(sql)) {
                    List<Pattern> forms = listed.keySet().stream()
                            .filter(form -> form.matcher(action).matches())
                            .toList();
                    used.addAll(forms);
                    isListed &= !forms.isEmpty();
                }
                if (!isListed && Grammar.parse(dialect, sql).errors().isEmpty()) {
                    unlisted.add(sql);
                }
            }
        }
        assertThat(unlisted).as("silent, and not listed").isEmpty();
        assertThat(listed.keySet()).as("forms that are met").containsExactlyInAnyOrderElementsOf(used);
    }

    /** The rule of PostgreSQL's ALTER TABLE begins behind the verb. */
    private static String withVerb(String sql) {
        return sql.startsWith("TABLE ") ? "ALTER " + sql : sql;
    }

    /** Each action of ALTER TABLE as if it were alone; what is in parentheses is left out. */
    private static List<String> actions(String sql) {
        String flat = sql;
        for (String before = ""; !before.equals(flat); ) {
            before = flat;
            flat = before.replaceAll("\\([^()]*\\)", "<>");
        }
        Matcher table = TABLE.matcher(flat);
        return table.lookingAt()
                ? Stream.of(flat.substring(table.end()).split(" , "))
                        .map(action -> "ALTER TABLE " + action)
                        .toList()
                : List.of(flat);
    }

    private static boolean isSilent(SqlDialect dialect, String sql) {
        LintSettings settings = new LintSettings(dialect, true, false, Set.of());
        Judge judge = new Judge(settings);
        MigrationState state = new MigrationState(false, true);
        StatementFindings findings = new StatementFindings();
        for (List<Token> each :
                Batch.statements(dialect, Lexer.read(dialect, sql).tokens())) {
            StatementReader.read(dialect, each).forEach(change -> judge.judge(change, state, findings));
        }
        return findings.found().isEmpty();
    }

    /** Forms of a dialect; each line is a pattern, and indented below it stands the reason. */
    private static Map<Pattern, String> listed(SqlDialect dialect) throws IOException {
        Map<Pattern, String> forms = new LinkedHashMap<>();
        List<Pattern> withoutReason = new ArrayList<>();
        boolean isHere = false;
        for (String line : Files.readAllLines(LISTED)) {
            if (line.startsWith("[")) {
                isHere = line.equals("[" + dialect + "]");
            } else if (isHere && line.startsWith("  ")) {
                withoutReason.forEach(form -> forms.put(form, line.strip()));
                withoutReason.clear();
            } else if (isHere && !line.isBlank() && !line.startsWith("#")) {
                withoutReason.add(Pattern.compile(line));
            }
        }
        assertThat(withoutReason).as("forms without a reason").isEmpty();
        return forms;
    }
}
