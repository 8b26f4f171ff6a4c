package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of the operator's as it may be shown and kept: with stars for the passwords in it. It is read as a shell reads it, quotes
 * and texts for further shells in them included; where one cannot tell, rather too much is left out.
 */
final class ShownCommand {
    private static final String KEY =
            "(?:pass(?:word|wd|phrase)?|pwd?|secret|token|(?:access|api|private|account)[_-]?key)";

    private static final Pattern ASSIGNED = Pattern.compile("(?i)" + KEY + "=");
    /** In the two words before. */
    private static final Pattern NAMED =
            Pattern.compile("(?is)(?:.* )?(?:--?(?:[\\w-]*-)?" + KEY + "|password|identified by|(?:\\S*/)?sshpass -p)");
    /** As {@code mariadb -psecret}; not H2's {@code -password secret}. */
    private static final Pattern ATTACHED = Pattern.compile("(?s)-p(?!(?:ass|asswd|assword|assphrase|wd)$).+");

    private static final Pattern OF_A_USER = Pattern.compile("(?s)([^:/@\\s]+:).+");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@:\\s]*:(?!\\d+/)(\\S+)@");
    private static final Pattern TAKES_A_COMMAND = Pattern.compile("-\\w*c|/c|eval|(?:\\S*/)?ssh");

    private ShownCommand() {}

    static String of(String command) {
        StringBuilder shown = new StringBuilder(command);
        List<Span> secrets = secrets(command);
        for (int i = secrets.size() - 1; i >= 0; i--) {
            shown.replace(secrets.get(i).from(), secrets.get(i).to(), "***");
        }
        return Redaction.of(shown.toString());
    }

    /** Of a text, from the first character to before the last one. */
    private record Span(int from, int to) {}

    /** Without its quotes, and where each of its characters is in the text. */
    private record Word(String text, List<Integer> places, boolean quoted) {
        Span from(int first) {
            return within(new Span(first, text.length()));
        }

        Span within(Span part) {
            return new Span(places.get(part.from()), places.get(part.to() - 1) + 1);
        }
    }

    private static List<Span> secrets(String text) {
        List<Span> secrets = new ArrayList<>();
        List<Word> words = words(text);
        boolean takesCommands = false;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1).text();
            takesCommands |= TAKES_A_COMMAND.matcher(before).matches();
            String twoBefore = (i < 2 ? "" : words.get(i - 2).text() + " ") + before;
            int secret = secret(word, before, twoBefore, takesCommands);
            if (secret >= 0) {
                if (secret < word.text().length()) {
                    secrets.add(word.from(secret));
                }
            } else if (word.text().chars().anyMatch(Character::isWhitespace)) {
                secrets(word.text()).forEach(part -> secrets.add(word.within(part)));
            } else {
                userInfo(word, secrets);
            }
        }
        return secrets;
    }

    /** Where in the word one begins that lasts to its end, or -1. */
    private static int secret(Word word, String before, String twoBefore, boolean takesCommands) {
        String text = word.text();
        if (!text.startsWith("-") && NAMED.matcher(twoBefore).matches()) {
            return 0;
        }
        if (ATTACHED.matcher(text).matches()) {
            return 2;
        }
        Matcher ofAUser = OF_A_USER.matcher(text);
        if ((before.equals("-u") || before.equals("--user")) && ofAUser.matches()) {
            return ofAUser.end(1);
        }
        String beginning = text.split("\\s", 2)[0];
        Matcher assigned = ASSIGNED.matcher(beginning);
        boolean isCommand = takesCommands && word.quoted() && beginning.length() < text.length();
        return !isCommand && assigned.find() ? assigned.end() : -1;
    }

    private static void userInfo(Word word, List<Span> secrets) {
        Matcher userInfo = USER_INFO.matcher(word.text());
        if (userInfo.find()) {
            secrets.add(word.within(new Span(userInfo.start(1), userInfo.end(1))));
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        boolean startsQuoted = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(each)) {
                words.add(new Word(word.toString(), List.copyOf(places), startsQuoted));
                word.setLength(0);
                places.clear();
                startsQuoted = false;
            } else if (quote == 0 && (each == '"' || each == '\'')) {
                quote = each;
                startsQuoted |= word.isEmpty();
            } else if (quote != 0 && each == quote) {
                quote = 0;
            } else {
                if (isEscape(text, i, quote)) {
                    i++;
                }
                word.append(text.charAt(i));
                places.add(i);
            }
        }
        words.add(new Word(word.toString(), List.copyOf(places), startsQuoted));
        words.removeIf(each -> each.text().isEmpty());
        return words;
    }

    private static boolean isEscape(String text, int at, char quote) {
        return text.charAt(at) == '\\'
                && at + 1 < text.length()
                && (quote == 0 || quote == '"' && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0);
    }
}
