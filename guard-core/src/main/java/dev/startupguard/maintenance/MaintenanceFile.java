package dev.startupguard.maintenance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file on this host as a source: the way to switch that needs nothing but a shell. A properties file in UTF-8 with {@code mode}
 * (on, read-only, off), {@code reason} and {@code until} (ISO 8601 with offset); an empty file means on, no file means no opinion.
 *
 * <p>Every read opens the path anew and follows symbolic links, so it sees an atomic rename and the {@code ..data} swap of a mounted
 * ConfigMap. Safe for use by one thread at a time.
 */
public final class MaintenanceFile implements MaintenanceSource {

    /** Far above any real file; keeps a wrong path from filling the memory. */
    static final int SIZE_LIMIT = 64 * 1024;

    /** Many tools empty a file before they write it: a file found empty that soon after a change may not be finished. */
    static final Duration SETTLING = Duration.ofSeconds(1);

    private final Path path;
    private final Clock clock;
    private @Nullable MaintenanceState last;
    private boolean readBefore;
    private long epoch;

    public MaintenanceFile(Path path, Clock clock) {
        this.path = Objects.requireNonNull(path, "path").toAbsolutePath();
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** @throws IOException if there is something at the path that is no readable maintenance file */
    @Override
    public Optional<MaintenanceState> read() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Instant modified = attributes.lastModifiedTime().toInstant();
            byte[] bytes = bytes(attributes);
            if (bytes.length == 0) { // emptied since the attributes were read, maybe
                modified = Files.getLastModifiedTime(path).toInstant();
            }
            if (!(readBefore && bytes.length == 0 && isSettling(modified))) {
                remember(parse(bytes), modified);
            }
        } catch (NoSuchFileException e) {
            last = null;
        } catch (FileSystemException e) {
            throw unusable(problem(e), e);
        }
        readBefore = true;
        return Optional.ofNullable(last);
    }

    private byte[] bytes(BasicFileAttributes attributes) throws IOException {
        // Asked before it is opened: opening a named pipe would wait for a writer.
        if (!attributes.isRegularFile()) {
            String found = attributes.isDirectory() ? "is a directory" : "is not a regular file";
            throw unusable(found + "; expected a file", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(SIZE_LIMIT + 1);
            if (bytes.length > SIZE_LIMIT) {
                throw unusable("is larger than 64 KiB; expected a few lines", null);
            }
            return bytes;
        }
    }

    private MaintenanceFileText parse(byte[] bytes) throws IOException {
        try {
            return MaintenanceFileText.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private String problem(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "cannot be read by this process; expected a file that it may read";
        }
        return Files.isSymbolicLink(path)
                ? "is a symbolic link that cannot be followed; expected a link to a file"
                : "cannot be read (%s); expected a file".formatted(PlainText.ofFailure(failure));
    }

    private boolean isSettling(Instant modified) {
        Instant now = clock.instant();
        return !modified.isAfter(now) && modified.plus(SETTLING).isAfter(now);
    }

    private void remember(MaintenanceFileText text, Instant modified) {
        MaintenanceState before = last;
        if (before == null || !saysTheSame(before, text)) {
            last = new MaintenanceState(text.mode(), text.reason(), null, since(text, modified), text.until(), ++epoch);
        }
    }

    private static boolean saysTheSame(MaintenanceState state, MaintenanceFileText text) {
        return state.mode() == text.mode()
                && Objects.equals(state.reason(), text.reason())
                && Objects.equals(state.until(), text.until());
    }

    /** The file's own time counts at the first read, so that a restart does not start the mode anew; later a change is seen as it comes. */
    private Instant since(MaintenanceFileText text, Instant modified) {
        Instant now = clock.instant();
        if (last != null && last.mode() == text.mode()) {
            return last.since();
        }
        return readBefore || modified.isAfter(now) ? now : modified;
    }

    private IOException unusable(String problem, @Nullable Exception cause) {
        return new IOException(
                "Maintenance file %s %s. Correct the file, or remove it to have no opinion.".formatted(path, problem),
                cause);
    }
}
