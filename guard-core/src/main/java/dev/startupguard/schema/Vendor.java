package dev.startupguard.schema;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The word that {@code {vendor}} stands for in a location: the id that Spring Boot's {@code DatabaseDriver} gives a JDBC URL. */
final class Vendor {
    static final String PLACEHOLDER = "{vendor}";

    private static final Map<String, String> ID_BY_SUBPROTOCOL = Map.ofEntries(
            Map.entry("as400", "db2"),
            Map.entry("aws-wrapper", "aws_wrapper"),
            Map.entry("ch", "clickhouse"),
            Map.entry("clickhouse", "clickhouse"),
            Map.entry("db2", "db2"),
            Map.entry("derby", "derby"),
            Map.entry("firebird", "firebird"),
            Map.entry("firebirdsql", "firebird"),
            Map.entry("h2", "h2"),
            Map.entry("hsqldb", "hsqldb"),
            Map.entry("informix-direct", "informix"),
            Map.entry("informix-sqli", "informix"),
            Map.entry("jtds", "jtds"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("mysql", "mysql"),
            Map.entry("oracle", "oracle"),
            Map.entry("phoenix", "phoenix"),
            Map.entry("postgresql", "postgresql"),
            Map.entry("redshift", "redshift"),
            Map.entry("sap", "hana"),
            Map.entry("sqlite", "sqlite"),
            Map.entry("sqlserver", "sqlserver"),
            Map.entry("tc", "testcontainers"),
            Map.entry("teradata", "teradata"));

    private Vendor() {}

    /** The id, or null where Spring Boot leaves the placeholder as it is. */
    static @Nullable String of(@Nullable String jdbcUrl) {
        if (jdbcUrl == null || !jdbcUrl.startsWith("jdbc:")) {
            return null;
        }
        int end = jdbcUrl.indexOf(':', "jdbc:".length());
        return end < 0
                ? null
                : ID_BY_SUBPROTOCOL.get(jdbcUrl.substring("jdbc:".length(), end).toLowerCase(Locale.ROOT));
    }
}
