package dev.startupguard.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of docs/lint.md between two marks; {@code -Dgolden.update=true} writes it anew. */
final class DocumentedTable {
    private static final Path PAGE = Path.of("../docs/lint.md");

    private DocumentedTable() {}

    static void assertSame(String name, String table) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- " + name + ": begin -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- " + name + ": end -->");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).as(PAGE + ", " + name).isEqualTo(table);
    }
}
