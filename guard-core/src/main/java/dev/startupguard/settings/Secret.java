package dev.startupguard.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that is compared in constant time and never shown. */
public final class Secret {

    /** Fewer characters could be guessed. */
    public static final int MIN_LENGTH = 16;

    private final byte[] bytes;

    /** @throws IllegalArgumentException if the text has fewer than {@value #MIN_LENGTH} characters */
    public Secret(String text) {
        if (text.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("a secret needs at least " + MIN_LENGTH + " characters");
        }
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    public boolean matches(String candidate) {
        return MessageDigest.isEqual(bytes, candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
