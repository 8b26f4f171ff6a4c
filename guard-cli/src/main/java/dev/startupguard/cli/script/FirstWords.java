package dev.startupguard.cli.script;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a statement begins, behind its comments. */
final class FirstWords {
    private static final Pattern COMMENTS =
            Pattern.compile("(?:\\s|--[^\\r\\n]*|#[^\\r\\n]*|/\\*(?![!M])(?s:.*?)\\*/|/\\*M?!\\d*|\\()*+");

    private FirstWords() {}

    /** The first two words in upper case, with one space between them. */
    static String of(String sql) {
        String begin = behindComments(sql);
        String[] words = begin.substring(0, Math.min(begin.length(), 200)).split("[^A-Za-z_]+", 3);
        return (words.length > 1 ? words[0] + " " + words[1] : words[0]).strip().toUpperCase(Locale.ROOT);
    }

    /** The statement without what is before its first word. */
    static String behindComments(String sql) {
        Matcher comments = COMMENTS.matcher(sql);
        return comments.lookingAt() ? sql.substring(comments.end()) : sql;
    }
}
