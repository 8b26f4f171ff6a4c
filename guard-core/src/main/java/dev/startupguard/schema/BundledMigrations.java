package dev.startupguard.schema;

import dev.startupguard.settings.InvalidSettingException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that a build brings along, known by their file names alone. Immutable.
 *
 * @param versions of the versioned and the baseline migrations, in no order
 * @param repeatables descriptions of the repeatable migrations, words separated by spaces
 */
public record BundledMigrations(Set<SchemaVersion> versions, Set<String> repeatables) {

    public BundledMigrations {
        versions = Collections.unmodifiableSet(new HashSet<>(versions));
        repeatables = Collections.unmodifiableSet(new TreeSet<>(repeatables));
    }

    /**
     * Lists the migrations below Flyway locations, by Flyway's default naming. A {@code classpath:} location (also without
     * the prefix) may be in folders, jars and nested jars, and need not exist; a {@code filesystem:} folder must.
     *
     * @param vendor replaces <code>{vendor}</code> as Spring Boot does, or null to leave it as it is
     * @throws InvalidSettingException if a location cannot be read; the message names it
     */
    public static BundledMigrations scan(ClassLoader loader, List<String> locations, @Nullable String vendor) {
        Set<SchemaVersion> versions = new HashSet<>();
        Set<String> repeatables = new TreeSet<>();
        for (String text : locations) {
            MigrationLocation location =
                    MigrationLocation.of(vendor == null ? text : text.replace(Vendor.PLACEHOLDER, vendor));
            for (String file : MigrationFiles.in(location, loader)) {
                MigrationName name = MigrationName.ofFile(file, location.onClassPath());
                if (name != null && name.version() != null) {
                    versions.add(name.version());
                } else if (name != null) {
                    repeatables.add(name.description());
                }
            }
        }
        return new BundledMigrations(versions, repeatables);
    }

    /** The build's schema version, or null if it bundles no versioned migration. */
    public @Nullable SchemaVersion highest() {
        return versions.isEmpty() ? null : Collections.max(versions);
    }

    public boolean isEmpty() {
        return versions.isEmpty() && repeatables.isEmpty();
    }
}
