package dev.startupguard.servlet;

import java.util.Set;

/**
 * What a framework knows of one of its handlers, for {@link GuardFilter#handlers}.
 *
 * @param handler its name in messages
 * @param group handlers of one group are looked up together; where one has a plain path and is not conditional, it goes before
 *     those of its group that match by a pattern
 * @param methods those of its requests; empty for all
 * @param path below the context path: plain segments, {@code {name}} or {@code *} for one, {@code **} or <code>{*name}</code> at the end
 *     for any number; others are understood as more than they are
 * @param isConditional whether there are requests of these methods at that path that it leaves to others
 * @param effect what its requests do
 */
public record HandlerRule(
        String handler, int group, Set<String> methods, String path, boolean isConditional, Effect effect) {

    /** Whether requests write. */
    public enum Effect {
        /** As their method says. */
        BY_METHOD,
        /** Also those of safe methods. */
        WRITES,
        /** Not even those of unsafe methods. */
        READS
    }

    public HandlerRule {
        methods = Set.copyOf(methods);
    }

    boolean answers(String method) {
        return methods.isEmpty() || methods.contains(method);
    }
}
