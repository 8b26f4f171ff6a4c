package dev.startupguard.cli.lint;

import org.jspecify.annotations.Nullable;

/**
 * One thing to look at in one statement.
 *
 * @param rule what it is
 * @param severity that of the rule, or less where it was acknowledged
 * @param script the migration's name as Flyway has it
 * @param file where the migration is, as far as it is a file
 * @param line where the statement begins
 * @param excerpt the beginning of the statement, in one line
 * @param about table, column or other object, or a reason; may be empty
 * @param acknowledged why it is let through, or null if it is not
 */
public record Finding(
        Rule rule,
        Severity severity,
        String script,
        String file,
        int line,
        String excerpt,
        String about,
        @Nullable String acknowledged) {

    Finding acknowledge(String reason) {
        return new Finding(rule, Severity.NOTE, script, file, line, excerpt, about, reason);
    }
}
