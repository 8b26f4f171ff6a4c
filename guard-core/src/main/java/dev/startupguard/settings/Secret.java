package dev.startupguard.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A text that is compared in constant time and never shown. */
public final class Secret {

    /** Fewer characters could be guessed. */
    public static final int MIN_LENGTH = 16;

    /** A guess costs a hundred thousand times as much; with {@value #MIN_LENGTH} characters or more, that is enough. */
    private static final int ROUNDS = 100_000;

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

    /**
     * A key of 256 bits for one purpose, from which neither the secret nor the key for another purpose can be told. Deliberately
     * slow (PBKDF2 with 100,000 rounds), since what is signed with it lets others try guesses where no one counts them.
     */
    public SecretKey keyFor(String purpose) {
        PBEKeySpec spec = new PBEKeySpec(
                new String(bytes, StandardCharsets.UTF_8).toCharArray(),
                purpose.getBytes(StandardCharsets.UTF_8),
                ROUNDS,
                256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(key, "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This Java platform has no PBKDF2WithHmacSHA256; expected it everywhere. Use another Java runtime.",
                    e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
