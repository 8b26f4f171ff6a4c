package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project in {@code src/it/quick-start}, which the build runs as one of its own, has what the README says and nothing else. */
class QuickStartProjectTest {

    private static final Pattern SNIPPET = Pattern.compile("```(xml|properties)\n(.*?)```", Pattern.DOTALL);
    private static final Path PROJECT = Path.of("src", "it", "quick-start");

    @Test
    void itHasTheReadmesDependencyToTheLetter() throws IOException {
        assertThat(lines(PROJECT.resolve("pom.xml"))).containsSequence(snippet("xml"));
    }

    @Test
    void itHasTheReadmesSettingsToTheLetter() throws IOException {
        assertThat(lines(PROJECT.resolve("src/main/resources/guard.properties")))
                .containsExactlyElementsOf(snippet("properties"));
    }

    @Test
    void itHasNoWebXml() {
        assertThat(PROJECT.resolve("src/main/webapp/WEB-INF")).doesNotExist();
    }

    /** Of the quick start for plain servlets. */
    private static List<String> snippet(String kind) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf("\n### Plain servlet\n");
        int end = readme.indexOf("\n## ", start + 1);
        assertThat(start).isNotNegative().isLessThan(end);
        Matcher snippets = SNIPPET.matcher(readme.substring(start, end));
        while (snippets.find()) {
            if (snippets.group(1).equals(kind)) {
                return snippets.group(2).lines().map(String::strip).toList();
            }
        }
        throw new AssertionError("The README's quick start has no " + kind);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(String::strip).toList();
    }
}
