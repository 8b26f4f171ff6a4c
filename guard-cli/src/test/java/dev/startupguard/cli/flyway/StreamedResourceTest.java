package dev.startupguard.cli.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedResourceTest {
    private static StreamedResource watched(String text) {
        LoadableResource file = new StringResource(text) {
            @Override
            public Reader read() {
                return new StringReader(text);
            }
        };
        return new StreamedResource(file, List.of("guard_schema_floor", "${"));
    }

    private static void readAll(StreamedResource file, int chunk) throws IOException {
        char[] buffer = new char[chunk];
        try (Reader reader = file.read()) {
            while (chunk == 1 ? reader.read() >= 0 : reader.read(buffer, 0, chunk) >= 0) {
                // Only what goes by counts.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 17, 18, 19, 1000})
    void aTextIsFoundWhereverItsReaderBreaksIt(int chunk) throws IOException {
        for (String text :
                List.of("guard_schema_floor", "INSERT INTO Guard_Schema_FLOOR (x)", "in guard_${schema}", "${")) {
            StreamedResource file = watched(text);
            readAll(file, chunk);
            assertThat(file.hasFound()).as(text).isTrue();
        }
        StreamedResource other = watched("guard_schema and _floor, $ {, guard_guard_schema");
        readAll(other, chunk);
        assertThat(other.hasFound()).isFalse();
    }

    @Test
    void itIsReadAsItIsBeforeAndAfter() throws IOException {
        StreamedResource file = watched("${a}");
        for (int time = 0; time < 2; time++) {
            try (Reader reader = file.read()) {
                char[] buffer = new char[10];
                assertThat(new String(buffer, 0, reader.read(buffer, 0, 10))).isEqualTo("${a}");
            }
        }
    }
}
