package dev.startupguard.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The table in {@code docs/platforms.md} that the conformance suite's results make. */
final class PlatformsPage {

    private static final Path PAGE = Path.of("..", "docs", "platforms.md");
    private static final String BEGIN = "<!-- conformance: begin -->\n";
    private static final String END = "<!-- conformance: end -->";

    private PlatformsPage() {}

    static String shown() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    }

    static String table(Map<InstanceState, Map<PlatformRow, String>> decisions) {
        List<InstanceState> states = Arrays.asList(InstanceState.values());
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "Platform",
                "Asks",
                "Accepts",
                states.stream().map(each -> each.title).toList()));
        lines.add("|---".repeat(states.size() + 3) + "|");
        for (PlatformRow row : PlatformRow.all()) {
            List<String> cells = states.stream()
                    .map(state -> decisions.get(state).entrySet().stream()
                            .filter(each -> each.getKey().platform().equals(row.platform()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow())
                    .toList();
            lines.add(line(
                    row.platform(), "`" + row.request() + "`", row.accepted().toString(), cells));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Where a page that has gone out of date can be mended from. */
    static Path write(String table) throws IOException {
        Path file = Path.of("target", "platforms.md");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, table, StandardCharsets.UTF_8);
    }

    private static String line(String first, String second, String third, List<String> rest) {
        return "| " + first + " | " + second + " | " + third + " | " + String.join(" | ", rest) + " |";
    }
}
