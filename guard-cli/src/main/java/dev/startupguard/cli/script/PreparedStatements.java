package dev.startupguard.cli.script;

import dev.startupguard.cli.flyway.SqlStatementText;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MySQL's prepared statements, which are not possible for all kinds of statement. */
final class PreparedStatements implements ServerConditional {
    /** The manual's list, without what no migration does; by the first word or the first two. */
    private static final Set<String> POSSIBLE = Set.of(
            "ALTER TABLE",
            "ALTER USER",
            "ANALYZE TABLE",
            "CALL",
            "CREATE DATABASE",
            "CREATE FULLTEXT",
            "CREATE INDEX",
            "CREATE ROLE",
            "CREATE SCHEMA",
            "CREATE SPATIAL",
            "CREATE TABLE",
            "CREATE TEMPORARY",
            "CREATE UNIQUE",
            "CREATE USER",
            "DELETE",
            "DO",
            "DROP DATABASE",
            "DROP INDEX",
            "DROP ROLE",
            "DROP SCHEMA",
            "DROP TABLE",
            "DROP TEMPORARY",
            "DROP USER",
            "DROP VIEW",
            "FLUSH",
            "GRANT",
            "INSERT",
            "OPTIMIZE TABLE",
            "RENAME TABLE",
            "RENAME USER",
            "REPAIR TABLE",
            "REPLACE",
            "REVOKE",
            "SELECT",
            "SET",
            "TRUNCATE",
            "UPDATE",
            "WITH");

    private static final Pattern VIEW = Pattern.compile(
            "(?is)^CREATE\\s+(OR\\s+REPLACE\\s+)?(ALGORITHM\\s*=\\s*\\w+\\s+)?(DEFINER\\s*=\\s*\\S+\\s+)?"
                    + "(SQL\\s+SECURITY\\s+\\w+\\s+)?VIEW\\b");
    private static final Pattern STATEMENT_BEFORE =
            Pattern.compile("(?i)\\b(ROW_COUNT|FOUND_ROWS)\\s*\\(|@@(session\\.)?(error|warning)_count");

    @Override
    public Spelling spelling() {
        return Spelling.MYSQL;
    }

    @Override
    public String server() {
        return "VERSION() NOT LIKE '%MariaDB%' AND " + ExecuteImmediate.version() + " >= 80000";
    }

    @Override
    public String servers() {
        return "MySQL 8.0 or later";
    }

    @Override
    public String driverMode() {
        return "STRICT_TRANS_TABLES";
    }

    @Override
    public @Nullable String refusal(SqlStatementText statement) {
        String words = FirstWords.of(statement.sql());
        if (Stream.of(words, words.split(" ")[0]).noneMatch(POSSIBLE::contains)
                && !VIEW.matcher(FirstWords.behindComments(statement.sql())).find()) {
            return "MySQL cannot prepare statements that begin with " + words + ".";
        }
        return STATEMENT_BEFORE.matcher(statement.sql()).find()
                ? "it asks about the statement before it, which is not the same one in a script."
                : null;
    }

    @Override
    public void write(SqlStatementText statement, Writer script) throws IOException {
        script.write("SET @guard_sql = IF(@guard_go, " + spelling().text(statement.sql()) + ", 'DO 0');\n" + execute());
    }

    private static String execute() {
        return "PREPARE guard FROM @guard_sql;\nEXECUTE guard;\nSET @guard_go = @guard_go AND @@error_count = 0;\n"
                + "DEALLOCATE PREPARE guard;\n";
    }

    /** There is no error outside of stored routines that one could raise: a table of that name is missing. */
    @Override
    public String stopForProblem() {
        return "SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;\n"
                + "SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',\n"
                + "  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));\n" + execute();
    }

    /** A migration cannot leave it: USE is refused. */
    @Override
    public String useDatabase() {
        return "";
    }
}
