package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Lets a run through when the state before it can be restored, or when somebody has said that it need not be. */
final class BackupGate {
    private final Session session;
    private final Progress progress;

    BackupGate(Session session, Progress progress) {
        this.session = session;
        this.progress = progress;
    }

    /**
     * Runs the command and looks at what it has written; null where no backup is wanted.
     *
     * @param earlier the backup of the run that is resumed, of the state to which a restore must lead; or empty
     */
    @Nullable
    Backup pass(BackupOptions options, String earlier) {
        if (!earlier.isEmpty()) {
            progress.say("Backup of the run that is resumed: " + earlier);
        }
        if (options.command == null || options.file == null) {
            if (earlier.isEmpty() && !options.none) {
                throw BackupOptions.undecided();
            }
            progress.say(options.none ? "Backup: none, as --no-backup says." : "Backup: none but that.");
            return null;
        }
        Path file = session.workingDirectory().resolve(options.file);
        if (Files.exists(file)) {
            requireThatOf(earlier, file);
            progress.say("Backup: none but that, for --backup-file names it.");
            return null;
        }
        // File systems that count in whole seconds exist.
        // Times of files are coarser than the clock: by milliseconds on Linux, by two seconds on FAT.
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(2);
        // Not the command, which nobody needs who has typed it, and in which a password may be spelt in any way.
        progress.say("Backup: --backup-command makes " + file + ".");
        int exitCode = execute(options.command, file);
        if (exitCode != 0) {
            throw refused("The backup command ended with exit code " + exitCode + ".");
        }
        Backup backup = look(file, began, options.restoreCommand);
        progress.say("Backup: " + backup.description());
        return backup;
    }

    /** A file that is there may be the only way back. */
    private static void requireThatOf(String earlier, Path file) {
        if (Files.isRegularFile(file)
                && !earlier.isEmpty()
                && earlier.startsWith(read(file, null).description())) {
            return;
        }
        throw CliFailure.finding(
                "The backup file " + file + " is there already.",
                "a file that does not exist yet: a backup is never overwritten.",
                "name another one by --backup-file, which the command knows as GUARD_BACKUP_FILE; nothing was applied.");
    }

    private int execute(String command, Path file) {
        ProcessBuilder builder = new ProcessBuilder()
                .directory(session.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(session.environment());
        builder.environment().put("GUARD_BACKUP_FILE", file.toString());
        builder.command(Shell.call(command, builder.environment().getOrDefault("PATH", "")));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    progress.say("  " + ShownCommand.of(line));
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw refused("The backup command could not be run: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("The backup command was interrupted.");
        }
    }

    private static Backup look(Path file, Instant began, @Nullable String restoreCommand) {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused("The backup command ended well, and there is no file " + file + ".");
            }
            if (Files.size(file) == 0) {
                throw refused("The backup " + file + " is empty.");
            }
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (written.isBefore(began)) {
                throw refused("The backup " + file + " was written at " + written + ", before this run.");
            }
            return read(file, restoreCommand);
        } catch (IOException e) {
            throw refused("The backup " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static Backup read(Path file, @Nullable String restoreCommand) {
        try {
            return new Backup(
                    file,
                    Files.size(file),
                    sha256(file),
                    restoreCommand == null ? null : ShownCommand.of(restoreCommand));
        } catch (IOException e) {
            throw refused("The backup " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream content =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static CliFailure refused(String found) {
        return CliFailure.finding(
                found,
                "exit code 0, and a new backup that is not empty.",
                "look at what the command wrote above; nothing was applied.");
    }
}
