package dev.startupguard.cli.lint;

import java.util.ArrayList;
import java.util.List;

/** What was found in one statement so far. */
final class StatementFindings {
    private final List<Found> found = new ArrayList<>();

    /** A rule, and the object or reason. */
    record Found(Rule rule, String about) {}

    void add(Rule rule, String about) {
        Found next = new Found(rule, about);
        if (!found.contains(next)) {
            found.add(next);
        }
    }

    void add(Rule rule, Name name) {
        add(rule, name.toString());
    }

    /** MySQL's clause is one for the statement, and is of no use where the table is copied. */
    List<Found> found() {
        List<Found> clauses = found.stream()
                .filter(each -> each.rule() == Rule.ONLINE_CLAUSE_MISSING)
                .toList();
        boolean copies = found.stream().anyMatch(each -> each.rule() == Rule.TABLE_COPY);
        return found.stream()
                .filter(each -> !clauses.contains(each) || !copies && each == clauses.get(0))
                .toList();
    }
}
