package dev.startupguard.servlet;

import dev.startupguard.servlet.HandlerRule.Effect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which requests write or only read by what their handlers say, whatever the method. The guard looks before the framework chooses
 * the handler, so it goes by the paths of all of them: where two could be meant, the one that writes counts.
 */
final class HandlerRules {

    static final HandlerRules NONE = new HandlerRules(List.of(), Set.of());

    private final Map<String, MethodRules> byMethod = new HashMap<>();
    private final MethodRules others;
    private final Set<String> servlets;

    /**
     * @param servlets names of those that call the handlers
     * @throws IllegalArgumentException if it cannot be told which requests of unsafe methods one gets that only reads
     */
    HandlerRules(List<HandlerRule> rules, Set<String> servlets) {
        this.servlets = Set.copyOf(servlets);
        List<Handler> handlers = rules.stream().map(Handler::of).toList();
        for (HandlerRule rule : rules) {
            for (String method : rule.methods()) {
                byMethod.computeIfAbsent(method, each -> MethodRules.of(each, handlers));
            }
        }
        others = MethodRules.of("", handlers);
    }

    /** Whether its handler says that it writes, or may be one that says so. */
    boolean write(HttpServletRequest request) {
        MethodRules rules = of(request);
        return rules.writing().matches(request) && !isRead(request, rules, true);
    }

    /** Whether its handler says that it only reads, and surely no other gets it. */
    boolean read(HttpServletRequest request) {
        MethodRules rules = of(request);
        return !rules.reading().isEmpty()
                && (isRead(request, rules, true)
                        || isRead(request, rules, false)
                                && !rules.writingByDefault().matches(request));
    }

    private MethodRules of(HttpServletRequest request) {
        return byMethod.getOrDefault(request.getMethod(), others);
    }

    private boolean isRead(HttpServletRequest request, MethodRules rules, boolean isFirst) {
        String uri = request.getRequestURI();
        if (!RequestPath.isPlain(uri)) {
            return false;
        }
        int start = request.getContextPath().length();
        if (WritingPaths.isDispatchedAsAnother(request, uri, start)) {
            return false;
        }
        for (int i = 0; i < rules.reading().size(); i++) {
            Reader each = rules.reading().get(i);
            if (each.isFirst() == isFirst && each.path().matchesExactly(uri, start)) {
                return isForTheFramework(request);
            }
        }
        return false;
    }

    /** And not for another servlet, mapped to a part of its paths. */
    private boolean isForTheFramework(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return servlet != null && servlets.contains(servlet);
    }

    private record Handler(HandlerRule rule, PathTemplate path) {

        static Handler of(HandlerRule rule) {
            return new Handler(rule, PathTemplate.ofHandler(rule.path()));
        }

        boolean writes(String method) {
            return rule.effect() == Effect.WRITES || rule.effect() == Effect.BY_METHOD && !Methods.isSafe(method);
        }

        /** A slash at the end may be gone by the time that the framework looks. */
        boolean goesBefore(Handler writer) {
            return path.isOnePath()
                    && !path.endsWithSlash()
                    && !rule.isConditional()
                    && rule.group() == writer.rule.group()
                    && !writer.path.isOnePath();
        }

        boolean couldGetWhatIsFor(Handler reader) {
            return path.matchesWidely(reader.rule.path(), 0);
        }

        boolean couldGetAllThatIsFor(Handler reader) {
            return couldGetWhatIsFor(reader) && (path.andBelow() || !reader.path.andBelow());
        }
    }

    /** @param isFirst whether no handler that writes comes into question where the path matches */
    private record Reader(PathTemplate path, boolean isFirst) {}

    /**
     * Of one request method.
     *
     * @param writing where handlers say that they write
     * @param writingByDefault these, and where they say nothing and the method is unsafe
     */
    private record MethodRules(WritingPaths writing, WritingPaths writingByDefault, List<Reader> reading) {

        static MethodRules of(String method, List<Handler> all) {
            List<Handler> handlers =
                    all.stream().filter(each -> each.rule().answers(method)).toList();
            List<Handler> writers =
                    handlers.stream().filter(each -> each.writes(method)).toList();
            List<Reader> readers = handlers.stream()
                    .filter(each -> each.rule().effect() == Effect.READS)
                    .map(each -> reader(each, method, writers))
                    .toList();
            return new MethodRules(
                    paths(writers.stream().filter(each -> each.rule().effect() == Effect.WRITES)),
                    paths(writers.stream()),
                    readers);
        }

        private static WritingPaths paths(Stream<Handler> handlers) {
            return new WritingPaths(handlers.map(Handler::path).toList());
        }

        private static Reader reader(Handler reader, String method, List<Handler> writers) {
            List<Handler> rivals = writers.stream()
                    .filter(each -> each.couldGetWhatIsFor(reader) && !reader.goesBefore(each))
                    .toList();
            if (!Methods.isSafe(method)) {
                check(reader, rivals);
            }
            return new Reader(reader.path(), reader.path().isOnePath() && rivals.isEmpty());
        }

        private static void check(Handler reader, List<Handler> rivals) {
            HandlerRule rule = reader.rule();
            if (!reader.path().isFaithful()) {
                throw new IllegalArgumentException(
                        "%s only reads, and has the path '%s'; expected plain segments, {name} or * for one, and ** or {*name} as the last."
                                .formatted(rule.handler(), rule.path()));
            }
            for (Handler each : rivals) {
                if (each.couldGetAllThatIsFor(reader)) {
                    throw new IllegalArgumentException(
                            "%s only reads, and has the path '%s', but %s writes and has '%s'; expected none that writes and could get"
                                            .formatted(
                                                    rule.handler(),
                                                    rule.path(),
                                                    each.rule().handler(),
                                                    each.rule().path())
                                    + " the same requests. A plain path without other conditions goes before a pattern.");
                }
            }
        }
    }
}
