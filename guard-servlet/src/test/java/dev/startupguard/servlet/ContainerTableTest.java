package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTableTest {

    @TempDir
    Path folder;

    @Test
    void aContractHasPassedWhereAllOfItsTestsHave() throws Exception {
        assertThat(SurefireReport.passedByNestedClass(report("""
                <testsuite>
                  <testcase name="a" classname="x.JettyTest$Probe"/>
                  <testcase name="b" classname="x.JettyTest$Probe"><failure/></testcase>
                  <testcase name="c" classname="x.JettyTest$Cors"><system-out>text</system-out></testcase>
                  <testcase name="d" classname="x.JettyTest$Bypass"><error/></testcase>
                  <testcase name="e" classname="x.JettyTest$Stream"><skipped/></testcase>
                </testsuite>
                """)))
                .isEqualTo(Map.of("Probe", false, "Cors", true, "Bypass", false, "Stream", false));
    }

    @Test
    void theTableSaysWhatPassedWhatFailsAndWhatIsNotTested() {
        assertThat(ContainerTable.of(Map.of(
                        "JettyEe10Test", Map.of("Probe", true, "New", true),
                        "TomcatTest", Map.of("Probe", false))))
                .isEqualTo("""
                        | Behaviour | Jetty 12.1 ee10 | Jetty 12.1 ee11 | Tomcat 10.1 | Tomcat 11 | Undertow 2.3 |
                        |---|---|---|---|---|---|
                        | probes (`ProbeContract`) | ✓ | not tested | not tested | fails | not tested |
                        | New (`NewContract`) | ✓ | not tested | not tested | not tested | not tested |
                        """);
    }

    private Path report(String xml) throws IOException {
        return Files.writeString(folder.resolve("report.xml"), xml);
    }
}
