package dev.startupguard.cli.floor;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code guard_schema_floor}: every rise, of which the highest counts. */
final class FloorTable {
    private final Target target;

    FloorTable(Target target) {
        this.target = target;
    }

    /** One rise of the floor. */
    record Rise(SchemaVersion version, String reason, String raisedBy, String raisedAt) {}

    /** All rises, the oldest first. */
    List<Rise> rises() {
        return target.connect(connection -> {
            String table = existing(connection);
            List<Rise> rises = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT floor_version, reason, raised_by, raised_at FROM " + table + " ORDER BY id");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rises.add(new Rise(
                            SchemaVersion.of(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            return rises;
        });
    }

    static Optional<Rise> highest(List<Rise> rises) {
        return rises.stream().max(Comparator.comparing(Rise::version));
    }

    void add(SchemaVersion version, String reason, String raisedBy) {
        target.connect(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO " + existing(connection) + " (floor_version, reason, raised_by) VALUES (?, ?, ?)")) {
                insert.setString(1, version.toString());
                insert.setString(2, reason);
                insert.setString(3, raisedBy);
                return insert.executeUpdate();
            }
        });
    }

    private String existing(Connection connection) throws SQLException {
        @Nullable String schema = target.history().schema();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        String table = (schema == null ? "" : quote + schema.replace(quote, quote + quote) + quote + ".")
                + "guard_schema_floor";
        boolean catalogs = !connection.getMetaData().supportsSchemasInTableDefinitions();
        String catalog = catalogs && schema != null ? schema : connection.getCatalog();
        @Nullable String inSchema = catalogs ? null : schema == null ? connection.getSchema() : schema;
        for (String name : List.of("guard_schema_floor", "GUARD_SCHEMA_FLOOR")) {
            try (ResultSet found = connection.getMetaData().getTables(catalog, inSchema, name, null)) {
                if (found.next()) {
                    return table;
                }
            }
        }
        throw CliFailure.finding(
                "The database " + target.shownUrl() + " has no table guard_schema_floor.",
                "the guard's tables in the schema of Flyway's history.",
                "run guard init.");
    }
}
