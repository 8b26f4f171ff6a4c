package dev.startupguard.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a kind of database quotes names, and where it lists its tables. */
enum Dialect {
    // Unquoted names are in upper case there, unless the URL says otherwise.
    H2('"', "INFORMATION_SCHEMA.TABLES", "TABLE_SCHEMA", "TABLE_NAME", "LOWER(TABLE_NAME)", "CURRENT_SCHEMA"),
    // Not information_schema, which hides tables that the user has no right to: an unreadable floor
    // must not look absent.
    POSTGRESQL('"', "pg_catalog.pg_tables", "schemaname", "tablename", "tablename", "current_schema()"),
    MYSQL('`', "information_schema.tables", "table_schema", "table_name", "table_name", "DATABASE()"),
    /** Any other: the history can be read; the guard has no tables there. */
    OTHER('"', "", "", "", "", "");

    private final char quote;
    private final String tables;
    private final String schemaColumn;
    private final String nameColumn;
    private final String unquotedNameColumn;
    private final String currentSchema;

    Dialect(
            char quote,
            String tables,
            String schemaColumn,
            String nameColumn,
            String unquotedNameColumn,
            String currentSchema) {
        this.quote = quote;
        this.tables = tables;
        this.schemaColumn = schemaColumn;
        this.nameColumn = nameColumn;
        this.unquotedNameColumn = unquotedNameColumn;
        this.currentSchema = currentSchema;
    }

    /** By the driver's name for the product, since the URL of a wrapping driver names the wrapper. */
    static Dialect of(@Nullable String productName) {
        return switch (productName == null ? "" : productName.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            default -> OTHER;
        };
    }

    boolean listsTables() {
        return !tables.isEmpty();
    }

    /** A name that stays one name whatever characters are in it. */
    String quoted(String name) {
        String mark = String.valueOf(quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }

    /** Whether the connection's current schema has the table that a parameter names. */
    String tableInCurrentSchema() {
        return exists(currentSchema, nameColumn + " = ?");
    }

    /** Whether a schema has a table that was created under this name without quotes; without a schema, the current one. */
    String unquotedTable(@Nullable String schemaParameter, String name) {
        return exists(
                schemaParameter == null ? currentSchema : schemaParameter, unquotedNameColumn + " = '" + name + "'");
    }

    private String exists(String schema, String nameCondition) {
        return "EXISTS (SELECT 1 FROM " + tables + " WHERE " + schemaColumn + " = " + schema + " AND " + nameCondition
                + ")";
    }
}
