package dev.startupguard.sample;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The databases that the sample runs on, told apart by the JDBC URL: asking the database would make the start-up wait for it.
 */
enum DatabaseKind {
    H2("H2", "h2", 2, 4),
    POSTGRESQL("PostgreSQL", "postgresql", 15, 0),
    MARIADB("MariaDB", "mariadb", 10, 11);

    private static final Pattern SCHEME = Pattern.compile("(jdbc:)?[a-z][a-z0-9]*:");

    private final String product;
    private final String urlPrefix;
    private final int majorVersion;
    private final int minorVersion;

    DatabaseKind(String product, String scheme, int majorVersion, int minorVersion) {
        this.product = product;
        this.urlPrefix = "jdbc:" + scheme + ":";
        this.majorVersion = majorVersion;
        this.minorVersion = minorVersion;
    }

    static DatabaseKind ofUrl(String url) {
        return Arrays.stream(values())
                .filter(kind -> url.startsWith(kind.urlPrefix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("SPRING_DATASOURCE_URL begins with '" + scheme(url)
                        + "'; expected one of " + prefixes()
                        + ". Choose a database that the sample has a driver for."));
    }

    /** What Hibernate would otherwise ask the database for. */
    Map<String, Object> hibernateProperties() {
        return Map.of(
                "jakarta.persistence.database-product-name", product,
                "jakarta.persistence.database-major-version", majorVersion,
                "jakarta.persistence.database-minor-version", minorVersion);
    }

    String product() {
        return product;
    }

    /** No more of the URL than that: the rest may hold a password. */
    private static String scheme(String url) {
        Matcher scheme = SCHEME.matcher(url);
        return scheme.lookingAt() ? scheme.group() : "something else";
    }

    private static String prefixes() {
        return Arrays.stream(values()).map(kind -> kind.urlPrefix).collect(Collectors.joining(", "));
    }
}
