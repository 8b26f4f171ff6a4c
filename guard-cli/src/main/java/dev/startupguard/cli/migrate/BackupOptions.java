package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about the way back. */
final class BackupOptions {
    @Option(
            names = "--backup-command",
            paramLabel = "COMMAND",
            description = "Makes the backup before anything is applied; run by the shell, must end with 0. Has the"
                    + " environment variable GUARD_BACKUP_FILE.")
    @Nullable
    String command;

    @Option(
            names = "--backup-file",
            paramLabel = "FILE",
            description =
                    "The file that the backup command writes: it must not be there before, and not be empty after.")
    @Nullable
    Path file;

    @Option(names = "--no-backup", description = "Go on without a backup; one of both must be said.")
    boolean none;

    @Option(
            names = "--restore-command",
            paramLabel = "COMMAND",
            description = "How to restore the backup: shown when it is needed, never run.")
    @Nullable
    String restoreCommand;

    /** Without any of them a run that is resumed keeps the backup that it has. */
    void requireDecision(boolean resumes) {
        boolean complete = command != null && file != null;
        boolean nothing = command == null && file == null;
        if (none && !nothing) {
            throw CliFailure.usage(
                    "--no-backup is given, and a backup as well.",
                    "--backup-command together with --backup-file, or --no-backup.",
                    "leave out one of both; nothing was changed.");
        }
        if (!none && !complete && !(resumes && nothing)) {
            throw undecided();
        }
    }

    static CliFailure undecided() {
        return CliFailure.usage(
                "It is not said what becomes of a backup.",
                "--backup-command together with --backup-file, or --no-backup.",
                "name the command that makes one and the file that it writes; nothing was changed.");
    }
}
