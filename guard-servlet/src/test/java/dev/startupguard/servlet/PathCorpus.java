package dev.startupguard.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Spellings of request targets that must not reach a closed application whose exempt paths are {@code /open/*} and
 * {@code /imprint}: those of {@code closed-door/targets.txt}, and every way to write the parts of a path that climbs out of an
 * exempt one. Characters stand for octets (ISO 8859-1).
 */
final class PathCorpus {

    private static final Pattern OCTET = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)\\*(.+?)}");

    private static final List<String> SLASHES = List.of(
            "/",
            "//",
            "%2f",
            "%2F",
            "%252f",
            "%25252f",
            "\\",
            "%5c",
            "%255c",
            "/;/",
            "/./",
            "/%2e/",
            "%00/",
            "%c0%af",
            "%e0%80%af",
            "%u2215");
    private static final List<String> PARENTS = List.of(
            "..", "%2e%2e", ".%2e", "%2e.", "%2E%2E", "%252e%252e", "..;", "..%3b", "..%00", "%c0%ae%c0%ae", "...");

    private PathCorpus() {}

    static List<String> targets() {
        Set<String> all = new LinkedHashSet<>(written());
        for (String slash : SLASHES) {
            for (String parent : PARENTS) {
                add(all, "/open" + slash + parent + slash + "admin");
            }
            if (!slash.equals("/")) {
                add(all, slash + "open/a");
                add(all, "/open" + slash + "a");
                add(all, "/open/a" + slash + "b");
                add(all, "/imprint" + slash);
                add(all, "/admin" + slash + "open/a");
            }
        }
        return List.copyOf(all);
    }

    /** Three dots are a name like any other, so that path is below an exempt one. */
    private static void add(Set<String> all, String target) {
        if (!target.equals("/open/.../admin")) {
            all.add(target);
        }
    }

    private static List<String> written() {
        try (InputStream in = PathCorpus.class.getResourceAsStream("/closed-door/targets.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            List<String> targets = new ArrayList<>();
            text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .map(PathCorpus::expanded)
                    .forEach(targets::add);
            return targets;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String expanded(String line) {
        String repeated = REPETITION
                .matcher(line)
                .replaceAll(each -> quoted(each.group(2).repeat(Integer.parseInt(each.group(1)))));
        return OCTET.matcher(repeated).replaceAll(PathCorpus::octet);
    }

    private static String octet(MatchResult escape) {
        return quoted(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }
}
