package dev.startupguard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this library, as the build wrote it down. */
public final class GuardVersion {

    private static final String RESOURCE = "version.txt";

    private GuardVersion() {}

    /** Such as {@code 1.2.0}; read from a resource at every call. */
    public static String current() {
        try (InputStream in = GuardVersion.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
