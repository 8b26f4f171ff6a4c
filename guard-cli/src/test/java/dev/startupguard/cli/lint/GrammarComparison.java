package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.flyway.SqlStatementText;
import dev.startupguard.cli.lint.Rule.RuleClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;

/** Where the linter and a grammar do not see the same in a statement. */
final class GrammarComparison {
    private static final Set<Rule> NOT_READ = Set.of(Rule.UNPARSED_SQL, Rule.OPAQUE_SQL);

    /** What these hold runs later, or never. */
    private static final String CLOSED = "(Create_(or_alter_)?(function|procedure|trigger)(_statement)?"
            + "|Create(Function|Procedure|Trigger|Event)|Explain_statement)";

    private static final String STATEMENT = "Statement|St_clause|SqlStatement|Batch_statement";
    private static final String QUALIFIED = "Schema_qualified_name|Qualified_name|Index_name|TableName|FullId";

    private static final int EXCERPT = 120;

    private final List<String> differences = new ArrayList<>();
    private int statements;
    private int refused;
    private int facts;
    private int ofThisRelease;

    /** Objects and columns that these migrations have made so far, by what the grammar says. */
    private Set<String> made;

    /** Whether they made something that the grammar cannot read. */
    private boolean isBlind;

    void compare(LintSettings settings, List<PendingMigration> migrations) throws IOException {
        made = new HashSet<>();
        isBlind = false;
        LintReport report = Linter.lint(settings, migrations);
        for (PendingMigration migration : migrations) {
            migration.forEachStatement(statement -> {
                List<Finding> found = report.findings().stream()
                        .filter(each -> each.script().equals(migration.script()) && each.line() == statement.line())
                        .toList();
                compare(settings.dialect(), statement, found);
            });
        }
    }

    List<String> differences() {
        return differences;
    }

    /** Statements, those that the grammar refused, facts, and those about what the migrations made themselves. */
    String figures() {
        return statements + " | " + refused + " | " + facts + " | " + ofThisRelease;
    }

    private void compare(SqlDialect dialect, SqlStatementText statement, List<Finding> found) {
        Grammar.Parsed parsed = Grammar.parse(dialect, statement.sql());
        boolean isRead = found.stream().map(Finding::rule).noneMatch(NOT_READ::contains);
        String text = dialect + ": " + text(statement.sql());
        statements++;
        if (!parsed.errors().isEmpty()) {
            refused++;
            isBlind = dialect == SqlDialect.H2;
            if (isRead && dialect != SqlDialect.H2) {
                differences.add("refused by the grammar, " + text);
            }
            return;
        }
        if (isBlind) {
            return;
        }
        if (!isRead) {
            if (found.stream().noneMatch(each -> each.rule() == Rule.OPAQUE_SQL) && dialect != SqlDialect.H2) {
                differences.add("not understood by the linter, " + text);
            }
            return;
        }
        for (GrammarFact fact : GrammarFact.of(dialect)) {
            if (dialect != SqlDialect.H2
                    || fact.anyOf().stream().allMatch(rule -> rule.ruleClass() == RuleClass.BREAKS_BUILDS)) {
                parsed.forEach(context -> compare(fact, context, found, text));
            }
        }
    }

    private void compare(GrammarFact fact, ParserRuleContext context, List<Finding> found, String text) {
        Matcher words = fact.words().matcher(Grammar.words(context));
        if (!Grammar.name(context).matches(fact.context()) || isClosed(context) || !words.lookingAt()) {
            return;
        }
        ParserRuleContext statement = statement(context);
        String column = words.toString().contains("<c>") ? unquoted(words.group("c")) : "";
        List<String> names = names(statement, QUALIFIED);
        // What sp_rename renames stands in a string.
        boolean isNamed = !names.isEmpty() && !Grammar.name(context).equals("Execute_statement");
        String first = isNamed ? names.get(0) : "";
        if (fact.anyOf().isEmpty()) {
            String name = column.isEmpty()
                    ? names(context, QUALIFIED + "|Identifier|Uid|Id").get(0)
                    : first + " " + column;
            made.add(name);
            return;
        }
        facts++;
        boolean isNew = Grammar.name(context).startsWith("Drop_")
                        || Grammar.name(context).startsWith("Truncate")
                ? made.containsAll(names)
                : made.contains(first) || made.contains(first + " " + column);
        if (isNew) {
            ofThisRelease++;
        } else if (found.stream().noneMatch(each -> isAbout(each, fact, first))) {
            differences.add("no " + fact.anyOf().stream().map(Rule::id).sorted().collect(Collectors.joining(" or "))
                    + ", " + text);
        }
    }

    /** Not every finding has a name, as one about all rights has none. */
    private static boolean isAbout(Finding finding, GrammarFact fact, String name) {
        boolean isNamed = finding.about().isEmpty()
                || finding.about().toUpperCase(Locale.ROOT).contains(name);
        return fact.anyOf().contains(finding.rule()) && isNamed;
    }

    private static boolean isClosed(ParserRuleContext context) {
        for (ParserRuleContext each = context.getParent(); each != null; each = each.getParent()) {
            if (Grammar.name(each).matches(CLOSED)) {
                return true;
            }
        }
        return false;
    }

    private static ParserRuleContext statement(ParserRuleContext context) {
        ParserRuleContext each = context;
        while (!Grammar.name(each).matches(STATEMENT) && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    private static List<String> names(ParserRuleContext context, String kinds) {
        List<String> names = new ArrayList<>();
        new Grammar.Parsed(context, List.of()).forEach(each -> {
            if (Grammar.name(each).matches(kinds)) {
                names.add(unquoted(Grammar.words(each)));
            }
        });
        return names;
    }

    private static String unquoted(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceAll("[\"`\\[\\]\\s]", "");
    }

    private static String text(String sql) {
        String line = sql.replaceAll("(?m)^\\s*--.*$", "").strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT);
    }
}
