package dev.startupguard.cli.flyway;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.resource.LoadableResource;

/** A migration file whose statements Flyway's parser does not collect, so that a large one needs no more memory than a small one. */
final class StreamedResource extends LoadableResource {
    private final LoadableResource file;
    private final List<String> watched;
    private boolean found;

    /**
     * The file as it is.
     *
     * @param watched texts in lower case, of which is told whether one was in what has been read
     */
    StreamedResource(LoadableResource file, List<String> watched) {
        this.file = file;
        this.watched = List.copyOf(watched);
    }

    /** Whether one of the watched texts, in upper or lower case, was in what has been read so far. */
    boolean hasFound() {
        return found;
    }

    @Override
    public Reader read() {
        return found ? file.read() : new Watching(file.read());
    }

    /** Looks at what goes by, so that the file need not be read once more for it. */
    private final class Watching extends FilterReader {
        private final int kept = watched.stream().mapToInt(String::length).max().orElse(1) - 1;
        private String before = "";

        Watching(Reader reader) {
            super(reader);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                look(String.valueOf((char) one));
            }
            return one;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                look(new String(buffer, offset, count));
            }
            return count;
        }

        private void look(String next) {
            if (!found) {
                String text = before + next.toLowerCase(Locale.ROOT);
                found = watched.stream().anyMatch(text::contains);
                before = text.substring(Math.max(0, text.length() - kept));
            }
        }
    }

    @Override
    public boolean shouldStream() {
        return true;
    }

    @Override
    public String getAbsolutePath() {
        return file.getAbsolutePath();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return file.getAbsolutePathOnDisk();
    }

    @Override
    public String getFilename() {
        return file.getFilename();
    }

    @Override
    public String getRelativePath() {
        return file.getRelativePath();
    }
}
