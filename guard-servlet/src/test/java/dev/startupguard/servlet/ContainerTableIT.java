package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** docs/containers.md says what the reports of this build's tests say; written anew with {@code -Dgolden.update=true}. */
class ContainerTableIT {

    private static final Path REPORTS = Path.of("target", "surefire-reports");
    private static final Path PAGE = Path.of("..", "docs", "containers.md");
    private static final String BEGIN = "<!-- results: begin -->\n";
    private static final String END = "<!-- results: end -->\n";

    @Test
    void thePageHasTheResultsOfTheTests() throws Exception {
        Map<String, Map<String, Boolean>> passed = new TreeMap<>();
        for (String container : ContainerTable.CONTAINERS.keySet()) {
            Path report = REPORTS.resolve("TEST-dev.startupguard.servlet." + container + ".xml");
            assumeTrue(Files.exists(report), "not every container was tested in this build: " + report + " is missing");
            passed.put(container, SurefireReport.passedByNestedClass(report));
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String expected = page.substring(0, begin) + ContainerTable.of(passed) + page.substring(end);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }
}
