package dev.startupguard.automigration;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was blocked so far, for the status and the metrics; each is logged once. Thread-safe. */
public final class BlockedMigrations {

    private static final Logger log = LoggerFactory.getLogger(BlockedMigrations.class);

    /**
     * The one exception to "no static state" here: Hibernate makes its contributors by ServiceLoader, often before there is a guard,
     * and so nothing can be handed to them. It only grows, by one entry per setting and database.
     */
    private static final BlockedMigrations OF_THIS_CLASS_LOADER = new BlockedMigrations();

    private final List<BlockedMigration> all = new ArrayList<>();

    /** Where contributors report that were made by Hibernate; shared by everything that this class loader serves. */
    public static BlockedMigrations ofThisClassLoader() {
        return OF_THIS_CLASS_LOADER;
    }

    /** Adds and logs it, unless the same was blocked before. */
    public void add(BlockedMigration blocked) {
        synchronized (all) {
            if (all.stream().anyMatch(blocked::isSameAs)) {
                return;
            }
            all.add(blocked);
        }
        log.info(
                "Blocked: {}, asked for by {}={} on {}. The guard keeps the application from changing the schema by itself; run the"
                        + " migrations as a step of the release, or set guard.auto-migration=allow in tests and on a developer's"
                        + " machine.",
                blocked.what(),
                blocked.setting(),
                blocked.value(),
                blocked.target());
    }

    /** In the order in which they were blocked. */
    public List<BlockedMigration> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }
}
