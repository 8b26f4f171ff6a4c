package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.StatementFindings.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The comments {@code guard:allow RULE: REASON} at one statement. */
final class Suppressions {
    private static final Pattern ALLOW =
            Pattern.compile("guard:allow\\b\\s*([\\w-]*(?:\\s*,\\s*[\\w-]+)*)\\s*:?\\s*(.*)");

    private final List<Allowed> allowed = new ArrayList<>();
    private final List<Misplaced> misplaced = new ArrayList<>();

    /** A finding about a suppression. */
    record Misplaced(Rule rule, String about, int line) {}

    private static final class Allowed {
        private final Rule rule;
        private final String reason;
        private final int line;
        private boolean isUsed;

        Allowed(Rule rule, String reason, int line) {
            this.rule = rule;
            this.reason = reason;
            this.line = line;
        }
    }

    /** Takes a comment, of one line or several. */
    void read(String comment, int line) {
        int at = line;
        for (String text : comment.split("\\R", -1)) {
            Matcher allow = ALLOW.matcher(text.replaceFirst("^[\\s*-]+", "").strip());
            if (allow.matches()) {
                read(allow.group(1), allow.group(2).strip(), at);
            }
            at++;
        }
    }

    private void read(String rules, String reason, int line) {
        if (reason.isEmpty() || rules.isEmpty()) {
            misplaced.add(new Misplaced(Rule.SUPPRESSION_WITHOUT_REASON, rules, line));
            return;
        }
        for (String id : rules.split("\\s*,\\s*")) {
            Optional<Rule> rule = Rule.byId(id).filter(each -> each.ruleClass() != Rule.RuleClass.SUPPRESSION);
            if (rule.isPresent()) {
                allowed.add(new Allowed(rule.get(), reason, line));
            } else {
                misplaced.add(new Misplaced(Rule.SUPPRESSION_UNKNOWN_RULE, id, line));
            }
        }
    }

    /** Why this is let through, or null if it is not. */
    @Nullable
    String reason(Found found) {
        String reason = null;
        for (Allowed each : allowed) {
            if (each.rule == found.rule()) {
                each.isUsed = true;
                reason = each.reason;
            }
        }
        return reason;
    }

    /** What is wrong with the suppressions themselves, after all findings had their chance. */
    List<Misplaced> misplaced() {
        List<Misplaced> all = new ArrayList<>(misplaced);
        allowed.stream()
                .filter(each -> !each.isUsed)
                .map(each -> new Misplaced(Rule.SUPPRESSION_UNUSED, each.rule.id(), each.line))
                .forEach(all::add);
        return all;
    }
}
