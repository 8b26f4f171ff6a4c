package dev.startupguard.cli.script;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Gives Flyway's classes for SQL Server what they ask for, out of an H2 database that holds the history. It is no SQL Server: it shows
 * what those classes do with the answers, and not that a server would answer so. Its URL is {@code jdbc:sqlserver:NAME}.
 */
public final class SqlServerStandIn implements Driver {
    private static final String PREFIX = "jdbc:sqlserver:";
    private static final String TABLES = "FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo'";

    /** How what H2 does not know begins, and what it is asked instead. */
    private static final Map<String, String> ANSWERS = answers();

    /** What H2 takes and SQL Server does not: columns for conditions, sums of integers beyond their kind. */
    private static final Pattern NO_TRANSACT_SQL = Pattern.compile("WHEN \\[\\w+] THEN|SUM\\(\\[checksum]\\)");

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("SELECT DB_NAME()", "SELECT 'shop'");
        answers.put("SELECT SCHEMA_NAME()", "SELECT 'dbo'");
        answers.put("SELECT SUSER_SNAME()", "SELECT 'owner'");
        answers.put("SELECT CAST(SERVERPROPERTY('edition')", "SELECT 'Developer Edition'");
        answers.put("SELECT CAST(SERVERPROPERTY('Babelfish')", "SELECT NULL");
        answers.put("SELECT SERVERPROPERTY('engineedition')", "SELECT 3");
        answers.put("SELECT SERVERPROPERTY('servername')", "SELECT 'db'");
        answers.put("SELECT name FROM sys.databases", "SELECT '' WHERE FALSE");
        answers.put("DECLARE @ANSI_NULLS", "SELECT 'ON'");
        answers.put("SELECT obj.object_id", "SELECT 1 AS \"object_id\", TABLE_NAME AS \"name\" " + TABLES);
        answers.put("SELECT count(*) FROM ( SELECT t.name FROM sys.types", "SELECT COUNT(?) WHERE FALSE");
        answers.put("SELECT COUNT(*) FROM (SELECT 1 AS one FROM sys.objects", "SELECT COUNT(*) " + TABLES);
        answers.put("USE ", "SELECT 1");
        answers.put("SET ANSI_NULLS", "SELECT 1");
        answers.put("EXEC sp_getapplock", "SELECT ?");
        answers.put("EXEC sp_releaseapplock", "SELECT ?");
        return answers;
    }

    static Connection open(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + name
                + ";MODE=MSSQLServer;DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";INIT=CREATE SCHEMA IF NOT EXISTS \"dbo\"\\;SET SCHEMA \"dbo\"");
    }

    /** A statement for SQL Server as H2 understands it. */
    static String translated(String sql) throws SQLException {
        if (NO_TRANSACT_SQL.matcher(sql).find()) {
            throw new SQLSyntaxErrorException("SQL Server would refuse " + sql);
        }
        return ANSWERS.entrySet().stream()
                .filter(answer -> sql.startsWith(answer.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> sql.replace("[shop].", ""));
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? standIn(Connection.class, open(url.substring(PREFIX.length()))) : null;
    }

    private static <T> T standIn(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("getDatabaseProductName")) {
                return "Microsoft SQL Server";
            }
            if (method.getName().startsWith("getDatabaseM")) {
                return method.getName().equals("getDatabaseMajorVersion") ? 16 : 0;
            }
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                arguments[0] = translated(sql);
            }
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof DatabaseMetaData metaData
                        ? standIn(DatabaseMetaData.class, metaData)
                        : method.getName().equals("createStatement")
                                ? standIn(Statement.class, (Statement) result)
                                : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
