package dev.startupguard.cli.script;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a database spells what statements about the history need.
 *
 * @param open before a name
 * @param close behind a name
 * @param textPrefix before a text's quote
 * @param backslashes whether a backslash in a text has a meaning
 * @param list how a list of rows is written
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
        ListOfRows list,
        String exactly,
        String yes,
        String no,
        String installedBy) {

    /** A list of rows that has no table. */
    enum ListOfRows {
        VALUES,
        VALUES_BEHIND_FROM,
        UNION
    }

    static final Spelling POSTGRESQL =
            new Spelling("\"", "\"", "", false, ListOfRows.VALUES, "", "TRUE", "FALSE", "current_user");
    static final Spelling H2 = new Spelling("\"", "\"", "", false, ListOfRows.VALUES, "", "TRUE", "FALSE", "USER()");
    static final Spelling MARIADB = ofMariaDb(ListOfRows.VALUES);
    /** MySQL has VALUES since 8.0.19, and writes it differently. */
    static final Spelling MYSQL = ofMariaDb(ListOfRows.UNION);

    static final Spelling SQLSERVER = new Spelling(
            "[",
            "]",
            "N",
            false,
            ListOfRows.VALUES_BEHIND_FROM,
            " COLLATE Latin1_General_BIN2",
            "1",
            "0",
            "SUSER_SNAME()");

    private static Spelling ofMariaDb(ListOfRows list) {
        return new Spelling(
                "`", "`", "", true, list, " COLLATE utf8mb4_bin", "TRUE", "FALSE", "SUBSTRING_INDEX(USER(), '@', 1)");
    }

    String name(String name) {
        return open + name.replace(close, close + close) + close;
    }

    /** For SQL Server in several parts where sqlcmd would take {@code $(…)} for a variable of its own. */
    String text(String value) {
        String doubled = Objects.requireNonNull(value).replace("'", "''");
        if (!textPrefix.isEmpty()) {
            doubled = doubled.replace("$(", "$' + " + textPrefix + "'(");
        }
        return textPrefix + "'" + (backslashes ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }

    /** The query behind AS of a common table expression. */
    String list(List<String> rows, String columns) {
        return switch (list) {
            case VALUES ->
                rows.stream().map(row -> "    (" + row + ")").collect(Collectors.joining(",\n", "VALUES\n", ""));
            case VALUES_BEHIND_FROM ->
                rows.stream()
                        .map(row -> "    (" + row + ")")
                        .collect(Collectors.joining(
                                ",\n", "SELECT " + columns + " FROM (VALUES\n", ") listed (" + columns + ")"));
            case UNION ->
                rows.stream().map(row -> "    SELECT " + row).collect(Collectors.joining(" UNION ALL\n", "\n", ""));
        };
    }
}
