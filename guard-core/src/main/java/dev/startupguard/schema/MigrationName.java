package dev.startupguard.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name says about a migration, by Flyway's default naming: {@code V1_2__add_name.sql}, {@code B5__all.sql},
 * {@code R__view.sql}, and the same for classes.
 *
 * @param version null for a repeatable migration
 * @param description words separated by spaces, as in Flyway's history
 */
record MigrationName(@Nullable SchemaVersion version, String description) {

    /** The migration that the file holds, or null if it holds none. */
    static @Nullable MigrationName ofFile(String fileName, boolean classesToo) {
        if (fileName.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return of(fileName.substring(0, fileName.length() - ".sql".length()));
        }
        // Nested classes belong to a migration, they are none.
        if (classesToo && fileName.endsWith(".class") && !fileName.contains("$")) {
            return of(fileName.substring(0, fileName.length() - ".class".length()));
        }
        return null;
    }

    private static @Nullable MigrationName of(String name) {
        int separator = name.indexOf("__");
        String head = separator < 0 ? name : name.substring(0, separator);
        String description = separator < 0 ? "" : name.substring(separator + 2).replace('_', ' ');
        if (head.equals("R") && separator > 0) {
            return new MigrationName(null, description);
        }
        if (head.startsWith("V") || head.startsWith("B")) {
            SchemaVersion version = versionOrNull(head.substring(1));
            return version == null ? null : new MigrationName(version, description);
        }
        return null;
    }

    private static @Nullable SchemaVersion versionOrNull(String text) {
        try {
            return SchemaVersion.of(text);
        } catch (IllegalArgumentException e) {
            // Flyway passes over such files too: a class may well be called Validator.
            return null;
        }
    }
}
