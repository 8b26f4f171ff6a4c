package dev.startupguard.automigration;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that something would change, as far as it can be told without opening a connection.
 *
 * @param url its JDBC URL, maybe with credentials: not to be shown; null if it cannot be told
 * @param shown the database in words, without credentials
 */
public record TargetDatabase(@Nullable String url, String shown) {

    public TargetDatabase {
        Objects.requireNonNull(shown, "shown");
    }

    /** The database of this URL, whose credentials are not shown. */
    public static TargetDatabase ofUrl(String jdbcUrl) {
        return new TargetDatabase(jdbcUrl, ShownUrl.of(jdbcUrl));
    }

    /** The database that this data source connects to, found as {@link InProcessDatabase#urlOf} does. */
    public static TargetDatabase of(DataSource dataSource) {
        return InProcessDatabase.urlOf(dataSource)
                .map(TargetDatabase::ofUrl)
                .orElseGet(
                        () -> unknown("the database of " + dataSource.getClass().getName()));
    }

    /** A database whose URL cannot be told; it counts as one that others may use. */
    public static TargetDatabase unknown(String shown) {
        return new TargetDatabase(null, shown);
    }

    /** Only what may be shown. */
    @Override
    public String toString() {
        return shown;
    }
}
