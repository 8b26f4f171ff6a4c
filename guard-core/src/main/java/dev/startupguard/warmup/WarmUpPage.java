package dev.startupguard.warmup;

import java.util.regex.Pattern;

/**
 * A page of the application that is requested before users are sent to it.
 *
 * @param path path and query, as in a request line: begins with one slash, percent-encoded, no fragment
 */
public record WarmUpPage(String path) {
    // RFC 3986, section 3.3 and 3.4: the characters of a path and a query. So nothing can end the request line
    // or add a header.
    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

    public WarmUpPage {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("The warm-up page \"" + path.replaceAll("\\p{Cntrl}", "?")
                    + "\" is no path. Expected one slash, then path and query with every other character percent-encoded,"
                    + " such as /conferences?page=1; correct guard.warmup.pages.");
        }
    }
}
