package dev.startupguard.servlet;

import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.warmup.WarmUpToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;

/** Tells the guard's own warm-up requests, by a token that is new at every start, from everybody else's; no address is trusted. */
final class WarmUpRequests {

    private final WarmUpToken token;

    WarmUpRequests(WarmUpToken token) {
        this.token = token;
    }

    /**
     * Whether the request is one that the guard sends: a GET with the token, exactly once, while the instance is warmed up. Also
     * while the schema is looked at again because maintenance has just ended: the warm-up under way began when it fitted.
     */
    boolean isOne(HttpServletRequest request, GuardStatus status) {
        boolean looksAgain = status.phase() == Phase.STARTING && status.hasStarted();
        if ((status.phase() != Phase.WARMING && !looksAgain)
                || !request.getMethod().equals("GET")) {
            return false;
        }
        Enumeration<String> values = request.getHeaders(WarmUpToken.HEADER);
        if (!values.hasMoreElements()) {
            return false;
        }
        String value = values.nextElement();
        return !values.hasMoreElements() && token.matches(value);
    }

    /** The request as the application sees it: marked, and without the token. */
    HttpServletRequest marked(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(GuardFilter.WARM_UP_ATTRIBUTE, true);
        return new WithoutHeader(request, response, WarmUpToken.HEADER);
    }
}
