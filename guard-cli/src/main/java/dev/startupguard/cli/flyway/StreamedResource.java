package dev.startupguard.cli.flyway;

import java.io.Reader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A migration file whose statements Flyway's parser does not collect, so that a large one needs no more memory than a small one. */
final class StreamedResource extends LoadableResource {
    private final LoadableResource file;

    StreamedResource(LoadableResource file) {
        this.file = file;
    }

    @Override
    public Reader read() {
        return file.read();
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
