package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Chooses the form of the closed response; there is always one, never a 406. */
final class Negotiation {

    private Negotiation() {}

    static Representation choose(HttpServletRequest request) {
        if (isForPageParts(request.getHeader("Sec-Fetch-Dest"))) {
            return Representation.EMPTY;
        }
        AcceptedTypes accepted = new AcceptedTypes();
        Enumeration<String> headers = request.getHeaders("Accept");
        while (headers.hasMoreElements()) {
            accepted.add(headers.nextElement());
        }
        return accepted.preferred();
    }

    private static boolean isForPageParts(@Nullable String destination) {
        return destination != null
                && switch (destination) {
                    case "style", "script", "image", "font" -> true;
                    default -> false;
                };
    }
}
