package dev.startupguard.cli.script;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a batch of SQL Server leaves behind for the next one, and would not if it is executed as a text. */
final class SqlServerRefusals {
    private static final Pattern COMMENTS_AND_TEXTS =
            Pattern.compile("(?s)--[^\\r\\n]*|/\\*.*?\\*/|'(?:[^']|'')*+'|\"[^\"]*+\"|\\[[^\\]]*+\\]");
    private static final Pattern MODULE = Pattern.compile(
            "(?i)^\\s*(CREATE|ALTER|CREATE\\s+OR\\s+ALTER)\\s+(PROC|PROCEDURE|FUNCTION|TRIGGER|VIEW)\\b");
    private static final Pattern USE = Pattern.compile("(?im)(^|;)\\s*USE\\s+\\S");
    private static final Pattern TRANSACTION = Pattern.compile(
            "(?i)\\b(BEGIN\\s+(DISTRIBUTED\\s+)?TRAN(SACTION)?|COMMIT|ROLLBACK|SAVE\\s+TRAN(SACTION)?)\\b");
    private static final Pattern OTHER_USER = Pattern.compile("(?im)(^|;)\\s*(EXECUTE|EXEC)\\s+AS\\b|\\bREVERT\\b");
    private static final Pattern TEMPORARY = Pattern.compile("(?<![#\\w@$])#\\w+");
    private static final Pattern MADE_TEMPORARY = Pattern.compile("(?i)\\b(?:CREATE\\s+TABLE|INTO)\\s+(#\\w+)");
    private static final Pattern OPTION = Pattern.compile(
            "(?i)\\bSET\\s+(ANSI_\\w+|QUOTED_IDENTIFIER|ARITH\\w+|CONCAT_NULL_YIELDS_NULL|NUMERIC_ROUNDABORT|XACT_ABORT"
                    + "|IMPLICIT_TRANSACTIONS|CURSOR_CLOSE_ON_COMMIT|DATEFIRST|DATEFORMAT|DEADLOCK_PRIORITY|FMTONLY|LANGUAGE"
                    + "|LOCK_TIMEOUT|NOEXEC|PARSEONLY|ROWCOUNT|TEXTSIZE|TRANSACTION|CONTEXT_INFO)\\b\\s*(\\w*)");
    private static final Pattern IDENTITY =
            Pattern.compile("(?i)\\bSET\\s+IDENTITY_INSERT\\s+[^;\\r\\n]*?\\b(ON|OFF)\\b");

    /** What the script sets at its top, so that a batch may say it once more. */
    static final List<String> AS_IN_THE_SCRIPT = List.of(
            "ANSI_NULLS ON",
            "ANSI_PADDING ON",
            "ANSI_WARNINGS ON",
            "ARITHABORT ON",
            "CONCAT_NULL_YIELDS_NULL ON",
            "QUOTED_IDENTIFIER ON",
            "NUMERIC_ROUNDABORT OFF",
            "IMPLICIT_TRANSACTIONS OFF",
            "XACT_ABORT ON");

    private SqlServerRefusals() {}

    /** What a batch of an idempotent script does that no later batch sees, or null if there is nothing. */
    static @Nullable String of(String batch) {
        @Nullable String sql = outsideOfModules(batch);
        if (sql == null) {
            return null;
        }
        @Nullable String lasting = lasting(sql);
        return lasting != null ? lasting : temporaryTable(sql);
    }

    /** The same of a batch among others that are not texts, without comments and texts as {@link #outsideOfModules} gives it. */
    static @Nullable String lastingBeyondText(String sql) {
        @Nullable String lasting = lasting(sql);
        if (lasting != null) {
            return lasting;
        }
        for (Matcher made = MADE_TEMPORARY.matcher(sql); made.find(); ) {
            if (!Pattern.compile("(?i)\\bDROP\\s+TABLE\\s+(IF\\s+EXISTS\\s+)?" + Pattern.quote(made.group(1)) + "\\b")
                    .matcher(sql)
                    .find()) {
                return "the temporary table " + made.group(1) + " ends with the batch that made it";
            }
        }
        return null;
    }

    /** A batch without comments and texts, or null if it is the definition of a procedure, function, trigger or view. */
    static @Nullable String outsideOfModules(String batch) {
        return MODULE.matcher(FirstWords.behindComments(batch)).find()
                ? null
                : COMMENTS_AND_TEXTS.matcher(batch).replaceAll(" x ");
    }

    private static @Nullable String lasting(String sql) {
        if (USE.matcher(sql).find()) {
            return "USE lasts to the end of its batch alone";
        }
        if (TRANSACTION.matcher(sql).find()) {
            return "it begins or ends a transaction, which is that of the migration";
        }
        if (OTHER_USER.matcher(sql).find()) {
            return "EXECUTE AS lasts to the end of its batch alone";
        }
        return option(sql);
    }

    private static @Nullable String option(String sql) {
        for (Matcher set = OPTION.matcher(sql); set.find(); ) {
            if (!AS_IN_THE_SCRIPT.contains((set.group(1) + " " + set.group(2)).toUpperCase(Locale.ROOT))) {
                return "SET " + set.group(1) + " lasts to the end of its batch alone";
            }
        }
        int on = 0;
        for (Matcher set = IDENTITY.matcher(sql); set.find(); ) {
            on += set.group(1).equalsIgnoreCase("ON") ? 1 : -1;
        }
        return on == 0 ? null : "SET IDENTITY_INSERT has to be ON and OFF in the same batch";
    }

    private static @Nullable String temporaryTable(String sql) {
        for (Matcher name = TEMPORARY.matcher(sql); name.find(); ) {
            if (!Pattern.compile("(?i)\\b(CREATE\\s+TABLE|INTO)\\s+" + Pattern.quote(name.group()) + "\\b")
                    .matcher(sql)
                    .find()) {
                return "the temporary table " + name.group() + " ends with the batch that made it";
            }
        }
        return null;
    }
}
