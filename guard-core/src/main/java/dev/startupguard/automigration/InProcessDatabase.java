package dev.startupguard.automigration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Tells databases that live inside this process only, and end with it, from those that others may use. */
public final class InProcessDatabase {

    /** H2's memory and its file systems in memory; as H2 itself, with regard to case. */
    private static final List<String> H2 =
            List.of("jdbc:h2:mem:", "jdbc:h2:memFS:", "jdbc:h2:memLZF:", "jdbc:h2:nioMemFS:", "jdbc:h2:nioMemLZF:");

    private static final String SQLITE = "jdbc:sqlite:";

    private InProcessDatabase() {}

    /** Whether this is the URL of an H2, HSQLDB, Derby or SQLite database in the memory of this process. */
    public static boolean isUrl(String jdbcUrl) {
        String url = jdbcUrl.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        return H2.stream().anyMatch(url::startsWith)
                || lower.startsWith("jdbc:hsqldb:mem:")
                || lower.startsWith("jdbc:derby:memory:")
                || lower.startsWith(SQLITE) && isSqliteMemory(lower.substring(SQLITE.length()));
    }

    /** SQLite takes no name, {@code :memory:} and {@code mode=memory} (https://www.sqlite.org/inmemorydb.html). */
    private static boolean isSqliteMemory(String rest) {
        int query = rest.indexOf('?');
        String name = query < 0 ? rest : rest.substring(0, query);
        List<String> parameters =
                query < 0 ? List.of() : List.of(rest.substring(query + 1).split("&"));
        return name.isEmpty()
                || name.equals(":memory:")
                || name.equals("file::memory:")
                || name.startsWith("file:") && parameters.contains("mode=memory");
    }

    /**
     * The JDBC URL that a data source connects to, found without opening a connection: by its getters ({@code getJdbcUrl}, {@code
     * getUrl}, {@code getURL}), else by those of the data source that it wraps. Empty if it cannot be told. The URL may hold
     * credentials: do not show it.
     */
    public static Optional<String> urlOf(DataSource dataSource) {
        return DataSourceUrl.find(dataSource);
    }
}
