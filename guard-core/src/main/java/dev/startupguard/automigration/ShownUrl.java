package dev.startupguard.automigration;

/** A JDBC URL as it may be shown: without anything that may be a credential. */
final class ShownUrl {

    private ShownUrl() {}

    /** Drops parameters and user information; where it cannot be told where those end, all but the kind of database. */
    static String of(String jdbcUrl) {
        String url = jdbcUrl.strip();
        int parameters = indexOfAny(url, "?;(");
        String head = parameters < 0 ? url : url.substring(0, parameters);
        String tail = parameters < 0 ? "" : url.substring(parameters);
        if (kindEnd(head) < 0 || tail.startsWith("(") || tail.contains("@")) {
            return kind(url);
        }
        int user = head.lastIndexOf('@');
        if (user < 0) {
            return head;
        }
        int authority = head.indexOf("//");
        String host = head.substring(user + 1);
        return authority >= 0 && authority < user ? head.substring(0, authority + 2) + host : kind(url) + "@" + host;
    }

    private static String kind(String url) {
        int end = kindEnd(url);
        return end < 0 ? "a database" : url.substring(0, end + 1) + "...";
    }

    private static int kindEnd(String url) {
        return url.startsWith("jdbc:") ? url.indexOf(':', "jdbc:".length()) : -1;
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
