package dev.startupguard.cli.migrate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file from which the state before the run can be restored.
 *
 * @param restoreCommand how, as the operator named it
 */
record Backup(
        Path file, long bytes, String sha256, @Nullable String restoreCommand) {

    String description() {
        return file + ", " + bytes + " bytes, SHA-256 " + sha256
                + (restoreCommand == null ? "" : "; restore it with: " + restoreCommand);
    }
}
