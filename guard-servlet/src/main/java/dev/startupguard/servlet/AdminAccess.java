package dev.startupguard.servlet;

import dev.startupguard.settings.Secret;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who may see everything and switch: the bearer of the admin token (RFC 6750 §2.1), in the header alone, never in the URL. */
final class AdminAccess {

    private static final String SCHEME = "Bearer ";

    private final @Nullable Secret token;

    AdminAccess(@Nullable Secret token) {
        this.token = token;
    }

    /** Whether there is a token at all, and so anything to get access to. */
    boolean isPossible() {
        return token != null;
    }

    boolean isGranted(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return token != null
                && authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(authorization.substring(SCHEME.length()).strip());
    }
}
