package dev.startupguard.servlet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of docs/containers.md: a line for each contract, a column for each container. */
final class ContainerTable {

    /** Test classes, and what they test, in the order of the columns. */
    static final Map<String, String> CONTAINERS = inOrder(
            "JettyEe10Test", "Jetty 12.1 ee10",
            "JettyEe11Test", "Jetty 12.1 ee11",
            "Tomcat10Test", "Tomcat 10.1",
            "TomcatTest", "Tomcat 11",
            "UndertowTest", "Undertow 2.3");

    /** What the contracts are about, in the order of the lines; one that is not named here goes by its class, at the end. */
    private static final Map<String, String> BEHAVIOURS = inOrder(
            "PlainApplication", "guarded by the jar alone: settings, DataSource, warm-up of pages, end",
            "FilterOrder", "first, before filters of `web.xml` and of other jars' initializers",
            "Deployment", "several applications on one server; undeployed without a thread or a reference",
            "Admission", "who gets in, by phase and mode",
            "ClosedDoor", "500 spellings of paths, methods, versions and headers that do not get in",
            "UnreadBody", "an unread request body is never taken for a request",
            "ClosedResponse", "the closed response, header by header",
            "Language", "languages of the closed response",
            "Cors", "the closed response for pages of other origins",
            "Bypass", "bypass for testers",
            "BypassExchange", "exchange of the secret of the bypass",
            "InFlight", "requests under way are counted, asynchronous ones to their end",
            "Stream", "event streams; HTTP/2",
            "WebSocket", "Jakarta WebSocket: refused while closed, told to end when the mode closes",
            "Probe", "probes",
            "ProbeLoad", "a thousand probes at once, without a further look at the database",
            "Platform", "what each platform decides in each state of an instance",
            "WarmUpEndpoint", "`/guard/warmup`",
            "WarmUpRequest", "requests of the warm-up get in",
            "Control", "control endpoint",
            "ControlBody", "what the control endpoint accepts as a body");

    private ContainerTable() {}

    /** @param passed by container and contract; a contract that did not run is not there */
    static String of(Map<String, Map<String, Boolean>> passed) {
        StringBuilder table = new StringBuilder("| Behaviour |");
        CONTAINERS.values().forEach(each -> table.append(' ').append(each).append(" |"));
        table.append("\n|---|").append("---|".repeat(CONTAINERS.size())).append('\n');
        for (String contract : contracts(passed)) {
            table.append("| ")
                    .append(BEHAVIOURS.getOrDefault(contract, contract))
                    .append(" (`")
                    .append(contract)
                    .append("Contract`) |");
            CONTAINERS
                    .keySet()
                    .forEach(each -> table.append(' ')
                            .append(cell(passed.getOrDefault(each, Map.of()).get(contract)))
                            .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static Set<String> contracts(Map<String, Map<String, Boolean>> passed) {
        Set<String> found = passed.values().stream()
                .flatMap(each -> each.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ordered = new LinkedHashSet<>(BEHAVIOURS.keySet());
        ordered.retainAll(found);
        ordered.addAll(found);
        return ordered;
    }

    private static String cell(@Nullable Boolean passed) {
        return passed == null ? "not tested" : passed ? "✓" : "fails";
    }

    private static Map<String, String> inOrder(String... namesAndTexts) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            all.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return all;
    }
}
