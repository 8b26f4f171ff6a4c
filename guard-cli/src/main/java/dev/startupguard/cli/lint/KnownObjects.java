package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the migrations that are looked at have made so far: no running build knows it, so nothing can be broken or blocked there. */
final class KnownObjects {
    private static final String TEMPORARY = "#";

    private final boolean isSqlServer;
    private final Set<String> objects = new HashSet<>();
    private final Map<String, String> unvalidatedChecks = new HashMap<>();
    private final Set<String> validatedChecks = new HashSet<>();

    KnownObjects(SqlDialect dialect) {
        isSqlServer = dialect == SqlDialect.SQLSERVER;
    }

    void add(String type, Name name) {
        objects.add(type + ' ' + name);
    }

    void remove(String type, Name name) {
        objects.remove(type + ' ' + name);
    }

    /** SQL Server's temporary tables are the migration's own, whoever has made them: they end with its session. */
    boolean has(String type, Name name) {
        return objects.contains(type + ' ' + name) || isSqlServer && name.name().startsWith(TEMPORARY);
    }

    /** A table, a materialized view, a type or a domain. */
    boolean isNew(Name name) {
        return has("table", name) || has("type", name);
    }

    boolean hasAny(Name name) {
        return objects.stream().anyMatch(object -> object.endsWith(' ' + name.toString()));
    }

    void addColumn(Name table, String column) {
        objects.add("column " + table + '.' + column);
    }

    /** Whether the column is new, in a table that is old. */
    boolean isAdded(Name table, String column) {
        return !has("table", table) && objects.contains("column " + table + '.' + column);
    }

    /** Whether an INSERT that does not know the new column fills it. */
    void filled(Name table, String column, boolean isFilled) {
        mark("filled ", table, column, isFilled);
    }

    boolean isFilled(Name table, String column) {
        return objects.contains("filled " + table + '.' + column);
    }

    void required(Name table, String column, boolean isRequired) {
        mark("required ", table, column, isRequired);
    }

    boolean isRequired(Name table, String column) {
        return objects.contains("required " + table + '.' + column);
    }

    private void mark(String mark, Name table, String column, boolean has) {
        String object = mark + table + '.' + column;
        if (has) {
            objects.add(object);
        } else {
            objects.remove(object);
        }
    }

    boolean hasColumn(Name table, String column) {
        return has("table", table) || objects.contains("column " + table + '.' + column);
    }

    void check(Name table, String constraint, String text, boolean isValidated) {
        if (isValidated) {
            validatedChecks.add(table + " " + text);
        } else {
            unvalidatedChecks.put(table + " " + constraint, text);
        }
    }

    void validated(Name table, String constraint) {
        String text = unvalidatedChecks.get(table + " " + constraint);
        if (text != null) {
            validatedChecks.add(table + " " + text);
        }
    }

    boolean hasValidatedCheck(Name table) {
        return validatedChecks.stream().anyMatch(check -> check.startsWith(table + " "));
    }

    boolean isKnownNotNull(Name table, String column) {
        return validatedChecks.contains(table + " " + column + " is not null");
    }
}
