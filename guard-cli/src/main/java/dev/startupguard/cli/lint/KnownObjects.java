package dev.startupguard.cli.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the migrations that are looked at have made so far: no running build knows it, so nothing can be broken or blocked there. */
final class KnownObjects {
    private final Set<String> objects = new HashSet<>();
    private final Map<String, String> unvalidatedChecks = new HashMap<>();
    private final Set<String> validatedChecks = new HashSet<>();

    void add(String type, Name name) {
        objects.add(type + ' ' + name);
    }

    void remove(String type, Name name) {
        objects.remove(type + ' ' + name);
    }

    boolean has(String type, Name name) {
        return objects.contains(type + ' ' + name);
    }

    boolean hasAny(Name name) {
        return objects.stream().anyMatch(object -> object.endsWith(' ' + name.toString()));
    }

    void addColumn(Name table, String column) {
        objects.add("column " + table + '.' + column);
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

    boolean isKnownNotNull(Name table, String column) {
        return validatedChecks.contains(table + " " + column + " is not null");
    }
}
