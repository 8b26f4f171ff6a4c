package dev.startupguard.cli.flyway;

import dev.startupguard.schema.GuardTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.internal.database.base.Schema;

/** For which objects Flyway does not take a schema for empty, as SQL; but for the guard's own, which may be there first. */
public final class SchemaObjects {
    private static final List<String> TABLES = List.of(
            GuardTables.HISTORY_TABLE,
            "guard_schema_floor",
            "guard_maintenance",
            "guard_instance",
            "guard_migration_run");

    private static final String OWN =
            TABLES.stream().map(table -> "'" + table + "'").collect(Collectors.joining(", ", "(", ")"));

    /** PostgreSQL's sequences of identity columns are objects like tables. */
    private static final String OWN_AND_SEQUENCES = TABLES.stream()
            .flatMap(table -> Stream.of(table, table + "_id_seq"))
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private SchemaObjects() {}

    /** As Flyway's PostgreSQLSchema, MySQLSchema, H2Schema and SQLServerSchema look for them; the schema is an expression of the database. */
    public static String query(Database database, String schema) {
        return switch (database) {
            case POSTGRESQL -> ofPostgreSql(schema);
            case MARIADB ->
                "SELECT 1 FROM information_schema.tables WHERE table_schema = " + schema
                        + "\n  AND LOWER(table_name) NOT IN " + OWN
                        + "\n  UNION ALL SELECT 1 FROM information_schema.routines WHERE routine_schema = " + schema
                        + "\n  UNION ALL SELECT 1 FROM information_schema.events WHERE event_schema = " + schema;
            case H2 ->
                "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = " + schema
                        + " AND TABLE_TYPE = 'BASE TABLE'\n  AND LOWER(TABLE_NAME) NOT IN " + OWN;
            case SQLSERVER ->
                "SELECT 1 AS one FROM sys.objects WHERE schema_id = SCHEMA_ID(" + schema
                        + ") AND is_ms_shipped = 0 AND parent_object_id = 0\n"
                        + "  AND type IN ('FN', 'AF', 'FS', 'FT', 'IF', 'TF', 'P', 'PC', 'U', 'SN', 'SO', 'V')"
                        + " AND LOWER(name) NOT IN " + OWN
                        + "\n  UNION ALL SELECT 1 FROM sys.types WHERE is_user_defined = 1 AND schema_id = SCHEMA_ID("
                        + schema + ")\n  UNION ALL SELECT 1 FROM sys.assemblies WHERE is_user_defined = 1";
        };
    }

    private static String ofPostgreSql(String schema) {
        String ofSchema = " LEFT JOIN pg_catalog.pg_depend d ON d.objid = o.oid AND d.deptype = 'e'"
                + " WHERE d.objid IS NULL AND n.nspname = " + schema;
        return "\n    SELECT 1 FROM pg_catalog.pg_class o JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace"
                + ofSchema + " AND o.relkind IN ('r', 'v', 'S', 't')\n      AND o.relname NOT IN " + OWN_AND_SEQUENCES
                + "\n    UNION ALL"
                + " SELECT 1 FROM pg_catalog.pg_type o JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace"
                + ofSchema + " AND o.typcategory NOT IN ('A', 'C')\n    UNION ALL"
                + " SELECT 1 FROM pg_catalog.pg_proc o JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace"
                + ofSchema;
    }

    /** A condition: the table of the floor is there. */
    public static String floorTable(String schema) {
        return "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = " + schema
                + " AND LOWER(table_name) = 'guard_schema_floor')";
    }

    static boolean isEmpty(org.flywaydb.core.internal.database.base.Database<?> database, Schema<?, ?> schema)
            throws SQLException {
        if (schema.empty()) {
            return true;
        }
        String name = "'" + schema.getName().replace("'", "''") + "'";
        Database kind = Database.of(database);
        String sql = "SELECT COUNT(*) FROM ("
                + query(kind, kind == Database.MARIADB ? name.replace("\\", "\\\\") : name) + ") objects";
        try (Statement statement =
                        database.getMainConnection().getJdbcConnection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1) == 0;
        }
    }
}
