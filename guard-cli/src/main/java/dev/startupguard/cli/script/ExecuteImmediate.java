package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MariaDB's own statement for it, which since 10.6.2 takes all statements but those that prepare others. */
final class ExecuteImmediate implements ServerConditional {
    private static final String GO = "@guard_go := @guard_go AND @@error_count = 0";
    private static final Set<String> PREPARE = Set.of("PREPARE", "EXECUTE", "DEALLOCATE");

    @Override
    public Spelling spelling() {
        return Spelling.MARIADB;
    }

    @Override
    public String server() {
        return "VERSION() LIKE '%MariaDB%' AND " + version() + " >= 100602";
    }

    @Override
    public String servers() {
        return "MariaDB 10.6.2 or later";
    }

    /** The version as one number. */
    static String version() {
        return "SUBSTRING_INDEX(VERSION(), '.', 1) * 10000"
                + " + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) * 100"
                + " + SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '-', 1), '.', 3), '.', -1)";
    }

    @Override
    public String driverMode() {
        return "STRICT_TRANS_TABLES,IGNORE_SPACE";
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        return null;
    }

    @Override
    public void write(SqlStatementText statement, Writer script) throws IOException {
        String sql = statement.sql();
        if (!PREPARE.contains(FirstWords.of(sql).split(" ")[0])
                && !FirstWords.of(sql).equals("DROP PREPARE")) {
            script.write("EXECUTE IMMEDIATE IF(" + GO + ", " + spelling().text(sql) + ", 'DO 0');\n");
            return;
        }
        String delimiter = List.of("//", "$$", "~~~", "guard_end_of_statement").stream()
                .filter(each -> !sql.contains(each))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("no delimiter is free for the statement at line " + statement.line()));
        script.write("DELIMITER " + delimiter + "\nIF " + GO + " THEN\n" + sql + "\n; END IF" + delimiter
                + "\nDELIMITER ;\n");
    }

    @Override
    public String stopForProblem() {
        return "EXECUTE IMMEDIATE IF(@guard_problem IS NULL, 'DO 0',"
                + " 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = @guard_problem');\n";
    }

    @Override
    public String useDatabase() {
        return "EXECUTE IMMEDIATE @guard_use;\n";
    }
}
