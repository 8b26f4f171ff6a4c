package dev.startupguard.cli.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the statements that a resumed run passes over have left in their session, which has ended. Settings are made again; a value
 * that was read from data, a temporary table or a prepared statement cannot be, and is missing if a later statement uses it.
 */
final class SessionTrace {
    private static final Pattern COMMENT_OR_TEXT =
            Pattern.compile("--[^\\n]*|/\\*(?!M?!)(?s:.*?)\\*/|'[^']*+(?:'|\\z)(?:'[^']*+(?:'|\\z))*+");
    private static final Pattern VERSION_COMMENT = Pattern.compile("/\\*M?!\\d*|\\*/");
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?:(?:SET|RESET|USE|DISCARD)\\b|(?:UN)?LOCK TABLES\\b).*"
                    + "|SELECT (?:pg_catalog\\.)?set_config ?\\(.*");
    /** Not the session's, or with a statement in it. */
    private static final Pattern NOT_OF_THE_SESSION = Pattern.compile(
            "(?i)SET (?:STATEMENT|PASSWORD|GLOBAL|PERSIST|PERSIST_ONLY|DEFAULT ROLE)\\b.*|SET @@(?:GLOBAL|PERSIST)\\w*\\..*");

    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([^:=]+?)\\s*:?=\\s*(.*)");
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w@])@[\\w.$]+");
    private static final Pattern ASSIGNED = Pattern.compile("(@[\\w.$]+)\\s*:=");
    private static final Pattern INTO = Pattern.compile("(?i)\\bINTO\\s+(@[\\w.$]+(?:\\s*,\\s*@[\\w.$]+)*)");
    private static final Pattern SYSTEM_VARIABLE = Pattern.compile("@@[\\w.]+");
    private static final Pattern FIXED_WORD =
            Pattern.compile("(?i)\\b(?:NULL|TRUE|FALSE|CONCAT|REPLACE|0x[0-9a-f]+)\\b");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern SELECT = Pattern.compile("(?i)\\bSELECT\\b");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:CREATE (?:OR REPLACE )?(?:(?:LOCAL|GLOBAL) )?TEMP(?:ORARY)? TABLE (?:IF NOT EXISTS )?"
                    + "|PREPARE )(?:[`\"]?\\w+[`\"]?\\.)?[`\"]?(\\w+).*");
    private static final Pattern GENERATED_KEY =
            Pattern.compile("(?i)\\b(?:LAST_INSERT_ID|LASTVAL|CURRVAL|IDENTITY) ?\\(");
    private static final Pattern INSERT = Pattern.compile("(?i)(?:INSERT|REPLACE)\\b.*");
    private static final String KEY = "the last generated key";

    /** What is gone, by the name under which a statement would use it. */
    private final Map<String, String> gone = new LinkedHashMap<>();

    private final List<String> missing = new ArrayList<>();

    /** Takes in a statement that is passed over, and answers whether it is to be executed again, as a setting of the session is. */
    boolean pass(String sql, int ordinal) {
        String text = code(sql);
        String from = " of statement " + ordinal;
        if (!SETTING.matcher(text).matches() || NOT_OF_THE_SESSION.matcher(text).matches()) {
            passData(text, from);
            return false;
        }
        boolean isRepeatable = true;
        Map<String, String> assignments = assignments(text);
        for (Map.Entry<String, String> each : assignments.entrySet()) {
            isRepeatable &= isRepeatable(each.getKey(), each.getValue());
        }
        for (String name : assignments.keySet()) {
            if (isRepeatable) {
                gone.remove(key(name));
            } else if (isVariable(name)) {
                gone.put(key(name), name + from);
            } else {
                missing.add("the setting " + name + from);
            }
        }
        return isRepeatable;
    }

    private void passData(String text, String from) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            gone.put(key(named.group(1)), named.group(1) + from);
        }
        if (INSERT.matcher(text).matches()) {
            gone.put(KEY, KEY + from);
        }
        if (text.regionMatches(true, 0, "CALL ", 0, 5)) {
            VARIABLE.matcher(text).results().forEach(each -> gone.put(key(each.group()), each.group() + from));
        }
        ASSIGNED.matcher(text).results().forEach(each -> gone.put(key(each.group(1)), each.group(1) + from));
        INTO.matcher(text)
                .results()
                .flatMap(each -> VARIABLE.matcher(each.group(1)).results())
                .forEach(each -> gone.put(key(each.group()), each.group() + from));
    }

    /** Takes in a statement that will be executed, in the order of the file. */
    void rest(String sql) {
        if (gone.isEmpty()) {
            return;
        }
        String text = code(sql);
        for (String name : List.copyOf(gone.keySet())) {
            if (uses(text, name)) {
                missing.add(gone.remove(name));
            } else if (makes(text, name)) {
                gone.remove(name);
            }
        }
    }

    /** What a statement will use and the session lacks; empty if the run can go on. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private static boolean uses(String text, String name) {
        if (name.equals(KEY)) {
            return GENERATED_KEY.matcher(text).find();
        }
        if (!makes(text, name)) {
            return mentions(text, name);
        }
        return SETTING.matcher(text).matches()
                && assignments(text).values().stream().anyMatch(value -> mentions(value, name));
    }

    private static boolean makes(String text, String name) {
        if (name.equals(KEY)) {
            return INSERT.matcher(text).matches();
        }
        Matcher named = NAMED.matcher(text);
        return named.matches() && key(named.group(1)).equals(name)
                || SETTING.matcher(text).matches()
                        && assignments(text).keySet().stream()
                                .anyMatch(each -> key(each).equals(name));
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("(?i)(?<![\\w@$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    /** A variable has the same value again if it comes from texts, numbers and other variables alone. */
    private boolean isRepeatable(String name, String value) {
        if (gone.keySet().stream().anyMatch(each -> mentions(value, each))
                || SELECT.matcher(value).find()) {
            return false;
        }
        String rest = SYSTEM_VARIABLE.matcher(value).replaceAll("");
        rest = VARIABLE.matcher(rest).replaceAll("");
        return !isVariable(name)
                || !LETTER.matcher(FIXED_WORD.matcher(rest).replaceAll("")).find();
    }

    private static boolean isVariable(String name) {
        return name.startsWith("@") && !name.startsWith("@@");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The settings of a SET by name; what is not an assignment has none. */
    private static Map<String, String> assignments(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        if (!text.regionMatches(true, 0, "SET ", 0, 4)) {
            return found;
        }
        for (String part : topLevelParts(text.substring(4))) {
            Matcher assignment = ASSIGNMENT.matcher(part);
            if (assignment.matches()) {
                found.put(assignment.group(1), assignment.group(2));
            }
        }
        return found;
    }

    private static List<String> topLevelParts(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < list.length(); at++) {
            char letter = list.charAt(at);
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                parts.add(list.substring(begin, at));
                begin = at + 1;
            }
        }
        parts.add(list.substring(begin));
        return parts;
    }

    /** Without comments, with empty texts, in one line. */
    private static String code(String sql) {
        String text =
                COMMENT_OR_TEXT.matcher(sql).replaceAll(match -> match.group().startsWith("'") ? "''" : " ");
        return VERSION_COMMENT
                .matcher(text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
