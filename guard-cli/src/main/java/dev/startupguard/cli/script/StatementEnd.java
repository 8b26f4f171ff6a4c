package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;

/** Ends a statement with a delimiter that no comment at its end swallows. */
final class StatementEnd {
    private StatementEnd() {}

    static void write(SqlStatementText statement, String delimiter, Writer script) throws IOException {
        String sql = statement.sql();
        script.write(sql);
        String lastLine = sql.substring(Math.max(sql.lastIndexOf('\n'), sql.lastIndexOf('\r')) + 1);
        boolean mayBeComment = lastLine.contains("--") || lastLine.contains("#") || lastLine.contains("//");
        script.write((mayBeComment ? "\n" : "") + delimiter + "\n");
    }
}
