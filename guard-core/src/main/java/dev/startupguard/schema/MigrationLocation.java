package dev.startupguard.schema;

import dev.startupguard.settings.InvalidSettingException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One Flyway location: a folder, and where it has wildcards, the paths below the folder that count.
 *
 * @param text as configured, for messages
 * @param onClassPath true for the class path, false for the file system
 * @param folder the part before the first wildcard
 * @param pathBelow what a path relative to the folder must match, or null for every path
 */
record MigrationLocation(
        String text,
        boolean onClassPath,
        String folder,
        @Nullable Pattern pathBelow) {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE_SYSTEM = "filesystem:";

    static MigrationLocation of(String text) {
        String location = text.strip();
        if (location.startsWith(FILE_SYSTEM)) {
            return of(text, false, location.substring(FILE_SYSTEM.length()));
        }
        if (location.startsWith(CLASS_PATH)) {
            return of(text, true, withoutSlashes(location.substring(CLASS_PATH.length())));
        }
        if (location.contains(":")) {
            throw new InvalidSettingException("Unsupported migration location '" + text
                    + "'. Expected classpath:… or filesystem:… in guard.schema.locations.");
        }
        return of(text, true, withoutSlashes(location));
    }

    private static MigrationLocation of(String text, boolean onClassPath, String path) {
        if (!path.contains("*") && !path.contains("?")) {
            return new MigrationLocation(text, onClassPath, path, null);
        }
        int wildcard = Pattern.compile("[*?]")
                .splitAsStream(path)
                .findFirst()
                .orElse("")
                .length();
        int slash = path.lastIndexOf('/', wildcard);
        return new MigrationLocation(
                text, onClassPath, path.substring(0, Math.max(slash, 0)), pattern(path.substring(slash + 1)));
    }

    /** Flyway's wildcards: {@code **} any folders, {@code *} any characters but a slash, {@code ?} one of them. */
    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        String last = "";
        for (String part : wildcards.split("/")) {
            if (!last.isEmpty() && !last.equals("**")) {
                regex.append('/');
            }
            regex.append(
                    part.equals("**")
                            ? "([^/]+/)*?"
                            : part.replace(".", "\\.").replace("?", "[^/]").replace("*", "[^/]+?"));
            last = part;
        }
        // As Flyway: a last part without a dot is a folder, and so ** at the end matches nothing.
        return Pattern.compile(last.contains(".") ? regex.toString() : regex + "/.*");
    }

    boolean covers(String relativePath) {
        return pathBelow == null || pathBelow.matcher(relativePath).matches();
    }

    private static String withoutSlashes(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
