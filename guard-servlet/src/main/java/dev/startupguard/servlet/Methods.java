package dev.startupguard.servlet;

/**
 * Request methods, by the method of the request line alone: a header or parameter that overrides it is not looked at, since the
 * guard cannot know whether the application obeys it.
 */
final class Methods {

    private Methods() {}

    /** Whether it surely writes nothing (RFC 9110 §9.2.1); TRACE is safe, too, but no application needs it. */
    static boolean isSafe(String method) {
        return isGetOrHead(method) || method.equals("OPTIONS");
    }

    static boolean isGetOrHead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
