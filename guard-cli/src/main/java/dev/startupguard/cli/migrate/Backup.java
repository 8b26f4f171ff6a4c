package dev.startupguard.cli.migrate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file from which the state before the run can be restored.
 *
 * @param restoreCommand how, as the operator named it, without the passwords in it
 */
record Backup(
        Path file, long bytes, String sha256, @Nullable String restoreCommand) {

    String description() {
        return file + ", " + bytes + " bytes, SHA-256 " + sha256
                + (restoreCommand == null
                        ? ""
                        : (restoreCommand.contains("***")
                                        ? "; restore it, with the password for ***, with: "
                                        : "; restore it with: ")
                                + restoreCommand);
    }
}
