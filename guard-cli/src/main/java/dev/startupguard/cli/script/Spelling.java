package dev.startupguard.cli.script;

import java.util.Objects;

/**
 * How a database spells what statements about the history need.
 *
 * @param open before a name
 * @param close behind a name
 * @param textPrefix before a text's quote
 * @param backslashes whether a backslash in a text has a meaning
 * @param row before each row of a list
 * @param listsNeedFrom whether a list of rows can only be behind FROM
 * @param exactly behind a comparison of a column with a listed text, so that collations do not matter
 * @param yes the truth
 * @param no its contrary
 * @param installedBy an expression for the database user
 */
record Spelling(
        String open,
        String close,
        String textPrefix,
        boolean backslashes,
        String row,
        boolean listsNeedFrom,
        String exactly,
        String yes,
        String no,
        String installedBy) {

    static final Spelling POSTGRESQL =
            new Spelling("\"", "\"", "", false, "", false, "", "TRUE", "FALSE", "current_user");

    String name(String name) {
        return open + name.replace(close, close + close) + close;
    }

    String text(String value) {
        String doubled = Objects.requireNonNull(value).replace("'", "''");
        return textPrefix + "'" + (backslashes ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }
}
