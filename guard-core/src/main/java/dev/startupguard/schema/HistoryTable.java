package dev.startupguard.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where Flyway keeps its schema history. Names are taken as they are, upper and lower case included, and quoted in SQL.
 *
 * @param name the table ({@code guard.schema.history-table})
 * @param schema its schema ({@code guard.schema.default-schema}), or null for the current schema of the connection
 */
public record HistoryTable(String name, @Nullable String schema) {
    /** Flyway's own default. */
    public static final String DEFAULT_NAME = "flyway_schema_history";

    public HistoryTable {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of the history table is empty: '" + name
                    + "'. Expected a table's name; Flyway's default is " + DEFAULT_NAME + ".");
        }
        if (schema != null && schema.isBlank()) {
            throw new IllegalArgumentException("The schema of the history table is empty: '" + schema
                    + "'. Expected a schema's name, or none for the connection's current schema.");
        }
    }

    /** Flyway's default table in the connection's current schema. */
    public static HistoryTable standard() {
        return new HistoryTable(DEFAULT_NAME, null);
    }

    @Override
    public String toString() {
        return schema == null
                ? "'" + name + "' in the connection's current schema"
                : "'" + name + "' in the schema '" + schema + "'";
    }
}
