package dev.startupguard.warmup;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page of the application that is requested before users are sent to it.
 *
 * @param path path and query, as in a request line: begins with one slash, percent-encoded, no fragment
 * @param expectedStatuses the answers that mean "warm", 200 to 599, at least one
 */
public record WarmUpPage(String path, Set<Integer> expectedStatuses) {
    // RFC 3986, section 3.3 and 3.4: the characters of a path and a query. So nothing can end the request line
    // or add a header.
    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

    public WarmUpPage {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("The warm-up page \"" + path.replaceAll("\\p{Cntrl}", "?")
                    + "\" is no path. Expected one slash, then path and query with every other character percent-encoded,"
                    + " such as /conferences?page=1; correct guard.warmup.pages.");
        }
        expectedStatuses = Set.copyOf(expectedStatuses);
        if (expectedStatuses.isEmpty() || expectedStatuses.stream().anyMatch(status -> status < 200 || status > 599)) {
            throw new IllegalArgumentException("The warm-up page " + path + " expects the statuses " + expectedStatuses
                    + ". Expected at least one final HTTP status, 200 to 599; correct guard.warmup.pages.");
        }
    }

    /** A page that answers 200. */
    public static WarmUpPage of(String path) {
        return new WarmUpPage(path, Set.of(200));
    }
}
