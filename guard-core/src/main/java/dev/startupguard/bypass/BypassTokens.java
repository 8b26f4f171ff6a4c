package dev.startupguard.bypass;

import dev.startupguard.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the secret of the bypass for tokens, and recognises them: an end and an HMAC-SHA256 over that end and the closure that
 * the token is for. Every instance with the same secret recognises the tokens of the others. Thread safe.
 */
public final class BypassTokens {

    /** How long a token is good for, unless the closure ends before. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final String PURPOSE = "startup-guard/bypass-token/1";
    private static final String ALGORITHM = "HmacSHA256";
    /** Ten digits, a dot, and 43 letters. Anything longer is not looked at. */
    private static final int LENGTH = 54;

    private static final int DIGITS = 10;

    private final Secret secret;
    private final Clock clock;
    private volatile @Nullable SecretKey key;

    public BypassTokens(Secret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Compares in constant time. */
    public boolean isSecret(String candidate) {
        return secret.matches(candidate);
    }

    /** When a token that is issued now ends. */
    public Instant nextEnd() {
        return Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
    }

    /** @param closure what the token is for: it opens no other closure, neither an earlier nor a later one */
    public String issue(Instant end, String closure) {
        String digits = Long.toString(end.getEpochSecond());
        return digits + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(code(digits, closure));
    }

    /** Whether it is a token of this secret for this closure whose end is still to come. Never throws, whatever the text is. */
    public boolean isValid(String token, String closure) {
        if (token.length() != LENGTH || token.charAt(DIGITS) != '.') {
            return false;
        }
        long end = 0;
        for (int i = 0; i < DIGITS; i++) {
            char digit = token.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
            end = end * 10 + digit - '0';
        }
        if (clock.millis() / 1000 >= end) {
            return false;
        }
        // The codes are compared as text, so that there is only one way to write each.
        String expected = issue(Instant.ofEpochSecond(end), closure);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] code(String digits, String closure) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal((digits + '\n' + closure).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This Java platform has no " + ALGORITHM + "; expected it everywhere. Use another Java runtime.",
                    e);
        }
    }

    /** Made when it is first needed, which takes a tenth of a second; locked, so that many who ask at once cost no more. */
    private SecretKey key() {
        SecretKey known = key;
        if (known == null) {
            synchronized (this) {
                if (key == null) {
                    key = secret.keyFor(PURPOSE);
                }
                known = Objects.requireNonNull(key);
            }
        }
        return known;
    }
}
