package dev.startupguard.cli.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** A statement in one line, for people. */
final class StatementSummary {
    private static final int LONGEST = 80;
    /** More than is shown, and little enough for a data migration of many megabytes. */
    private static final int LOOKED_AT = 4000;

    private static final Pattern COMMENTS_BEFORE =
            Pattern.compile("(?s)\\A(?:\\s+|--[^\\n]*\\n|/\\*(?!!).*?\\*/|#[^\\n]*\\n)+");
    private static final Pattern VALUE = Pattern.compile("'[^']*(?:'|\\z)(?:'[^']*(?:'|\\z))*+");
    // For MariaDB a text in double quotes is a value too, for others it is a name.
    private static final Pattern QUOTED_PASSWORD =
            Pattern.compile("(?i)\\b(identified by|password)\\b([\\s=(]*)\"[^\"]*(?:\"|\\z)");

    private StatementSummary() {}

    /** Without the comments before it and without the texts in it, among which may be a password. Numbers stay. */
    static String of(String sql) {
        String text = sql.length() > LOOKED_AT ? sql.substring(0, LOOKED_AT) : sql;
        text = COMMENTS_BEFORE.matcher(text).replaceFirst("");
        text = QUOTED_PASSWORD
                .matcher(VALUE.matcher(text).replaceAll("'…'"))
                .replaceAll("$1$2'…'")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    /** A driver's message without its connection's number and without the statement that H2 repeats. */
    static String ofError(SQLException error) {
        return String.valueOf(error.getMessage())
                .replaceFirst("^\\(conn=\\d+\\) ", "")
                .replaceFirst("(?s); SQL statement:.*", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceFirst("\\.+$", "");
    }

    static String checksum(String sql) {
        CRC32 crc = new CRC32();
        crc.update(sql.strip().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
