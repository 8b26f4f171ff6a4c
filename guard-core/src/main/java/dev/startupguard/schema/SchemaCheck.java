package dev.startupguard.schema;

import dev.startupguard.schema.SchemaVerdict.Compatible;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Compares the live schema with this build. Reads Flyway's history and the floor, and never writes; does not use Flyway, whose
 * own validation refuses newer schemas that this build can work with.
 *
 * <p>Thread-safe. Checks may overlap, since one that hangs in its driver must not keep the next from running.
 */
public final class SchemaCheck {
    private final @Nullable DataSource dataSource;
    private final SchemaCheckSettings settings;
    private final UnreadableMessages unreadable;
    private final AtomicReference<@Nullable ConnectionInUse> running = new AtomicReference<>();

    /** Null until the kind of database is known, where the locations depend on it. */
    private volatile @Nullable SchemaRules rules;

    /**
     * Lists this build's migrations; opens no connection.
     *
     * @param dataSource null where the application has none; the schema is then unreadable unless the check is off
     * @throws dev.startupguard.settings.InvalidSettingException if a location cannot be read; the message names it
     */
    public SchemaCheck(@Nullable DataSource dataSource, SchemaCheckSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.unreadable = new UnreadableMessages(settings.history(), settings.timeout());
        boolean dependsOnVendor = settings.locations().stream().anyMatch(text -> text.contains(Vendor.PLACEHOLDER));
        this.rules = dependsOnVendor ? null : rules(settings, null);
    }

    /**
     * Whether there is nothing to check, since this build bundles no migration and {@code guard.schema.min} is not set. Where
     * the locations contain <code>{vendor}</code>, the answer is false until the first connection was made.
     */
    public boolean isOff() {
        SchemaRules known = rules;
        return known != null && known.areOff();
    }

    /** This build's schema version; null if it bundles no versioned migration, or {@link #isOff} cannot tell yet. */
    public @Nullable SchemaVersion build() {
        SchemaRules known = rules;
        return known == null ? null : known.build();
    }

    /**
     * Looks at the database, and waits for it: for a connection as long as the data source lets it wait, for each of at most two
     * queries as long as the time limit. PostgreSQL's driver may add its own {@code cancelSignalTimeout} (10 s) where the server
     * hangs. Never throws for trouble with the database.
     */
    public SchemaVerdict check() {
        return checkAfter(PendingMigrations.none());
    }

    /** As {@link #check()}, for the time after these migrations were applied. */
    public SchemaVerdict checkAfter(PendingMigrations pending) {
        if (isOff()) {
            return off();
        }
        if (dataSource == null) {
            return unreadable.noDataSource();
        }
        ConnectionInUse use = new ConnectionInUse();
        running.set(use);
        try {
            return check(dataSource, use, pending);
        } finally {
            running.compareAndSet(use, null);
        }
    }

    /**
     * Ends the check that began last, if another thread is waiting in it: its verdict is then a time-out. A driver that hangs
     * while it opens a connection cannot be reached; the check ends as soon as it has the connection. Does not block.
     */
    public void abort() {
        ConnectionInUse use = running.get();
        if (use != null) {
            use.abort();
        }
    }

    private SchemaVerdict check(DataSource dataSource, ConnectionInUse use, PendingMigrations pending) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            return use.isAborted() ? unreadable.timedOut() : unreadable.noConnection(e);
        }
        try (connection) {
            if (!use.begin(connection)) {
                return unreadable.timedOut();
            }
            try {
                return verdict(connection, pending);
            } finally {
                use.end();
            }
        } catch (NotAVersionException e) {
            return unreadable.notAVersion(e);
        } catch (SQLException | RuntimeException e) {
            return use.isAborted() ? unreadable.timedOut() : unreadable.queryFailed(e);
        }
    }

    private SchemaVerdict verdict(Connection connection, PendingMigrations pending)
            throws SQLException, NotAVersionException {
        SchemaRules known = rules;
        if (known == null) {
            String url = connection.getMetaData().getURL();
            try {
                known = rules(settings, Vendor.of(url));
            } catch (IllegalArgumentException e) {
                return unreadable.badLocation(e);
            }
            rules = known;
        }
        if (known.areOff()) {
            return off();
        }
        int seconds = HistoryReader.seconds(settings.timeout());
        try (LimitedConnection limited = LimitedConnection.of(connection, seconds)) {
            HistoryReader reader = new HistoryReader(limited.connection(), settings.history(), seconds);
            HistoryReader.Reading reading = reader.read();
            SchemaHistory history = pending.after(reading.history());
            return history == null
                    ? unreadable.noHistoryTable()
                    : known.verdict(history, pending.after(reading.floor()));
        }
    }

    private SchemaVerdict off() {
        String note = "The schema check is off: this build bundles no migration in "
                + String.join(", ", settings.locations()) + ", and guard.schema.min is not set. Set one of"
                + " guard.schema.locations and guard.schema.min to turn it on.";
        return new Compatible(null, null, null, List.of(note));
    }

    private static SchemaRules rules(SchemaCheckSettings settings, @Nullable String vendor) {
        return new SchemaRules(
                BundledMigrations.scan(settings.classLoader(), settings.locations(), vendor), settings.range());
    }
}
