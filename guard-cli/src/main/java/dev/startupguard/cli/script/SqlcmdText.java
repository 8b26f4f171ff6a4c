package dev.startupguard.cli.script;

import java.util.regex.Pattern;

/** A batch for SQL Server as a text, of which neither sqlcmd nor the server takes a part for something of its own. */
final class SqlcmdText {

    /** At the begin of a line, also within a text or a comment. */
    private static final Pattern COMMAND =
            Pattern.compile("(?im)^(?=[ \\t]*((GO|EXIT|QUIT|RESET|ED|LIST)\\b|ON[ \\t]+ERROR\\b|[:!]))");

    /** Between a backslash and the end of a line, both of which the server leaves out of a text. */
    private static final Pattern CONTINUATION = Pattern.compile("(?<=\\\\)(?=\\r|\\n)");

    private SqlcmdText() {}

    /** Whether sqlcmd passes the batch on as it is. */
    static boolean isPassedOn(String batch) {
        return !batch.contains("$(") && !COMMAND.matcher(batch).find();
    }

    /** A batch that declares the text as {@code @sql}, in as many parts as it needs. */
    static String declaration(String batch) {
        String text = COMMAND.matcher(Spelling.SQLSERVER.text(batch)).replaceAll("' + N'");
        return "DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + "
                + CONTINUATION.matcher(text).replaceAll("' + N'") + ";\n";
    }
}
