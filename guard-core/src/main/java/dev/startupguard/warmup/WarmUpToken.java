package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The secret by which the guard knows its own warm-up requests: they pass while users do not yet. It is drawn at each start,
 * since "comes from this machine" would also be true of a proxy, a sidecar and another user. Immutable.
 */
public final class WarmUpToken {
    /** The request header that carries the token. A request that has it twice is not the guard's. */
    public static final String HEADER = "Startup-Guard-Warm-Up";

    private static final int BYTES = 32;

    private final String value;
    private final byte[] expected;

    public WarmUpToken() {
        this(new SecureRandom());
    }

    /** Draws a token of 256 bits. */
    public WarmUpToken(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        expected = value.getBytes(US_ASCII);
    }

    /** The token as sent in {@link #HEADER}. Not for logs. */
    public String value() {
        return value;
    }

    /** Whether a request's header value is this token; takes as long whatever part of it is right. Null is not. */
    public boolean matches(@Nullable String candidate) {
        return candidate != null && MessageDigest.isEqual(expected, candidate.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "WarmUpToken[not shown]";
    }
}
