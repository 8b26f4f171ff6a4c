package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where this application is on its own server. Pages are named below the context path, as endpoints and exempt paths are.
 *
 * @param contextPath empty for the root; otherwise begins with one slash, does not end with one, and is percent-encoded
 */
record ServedApplication(Connector connector, String contextPath) {
    private static final String ALLOWED =
            "/-._~!$&'()*+,;=:@%"; // RFC 3986, section 3.3; a percent sign may encode already

    ServedApplication {
        if (!contextPath.isEmpty()
                && (!contextPath.startsWith("/") || contextPath.startsWith("//") || contextPath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "The context path is given as \"" + contextPath.replaceAll("\\p{Cntrl}", "?")
                            + "\". Expected none, or one slash and a path that ends without a slash, such as /shop; give what"
                            + " ServletContext.getContextPath() returns.");
        }
        contextPath = encoded(contextPath);
    }

    /** The request target of a page. */
    String target(WarmUpPage page) {
        return contextPath + page.path();
    }

    /** Containers tell some context paths decoded, and only ASCII may stand in a request line. */
    private static String encoded(String path) {
        StringBuilder result = new StringBuilder(path.length());
        for (byte each : path.getBytes(UTF_8)) {
            char octet = (char) (each & 0xFF);
            boolean isPlain = octet < 0x80 && (Character.isLetterOrDigit(octet) || ALLOWED.indexOf(octet) >= 0);
            result.append(isPlain ? String.valueOf(octet) : "%%%02X".formatted((int) octet));
        }
        return result.toString();
    }

    @Override
    public String toString() {
        return contextPath.isEmpty() ? connector.toString() : connector + " below " + contextPath;
    }
}
