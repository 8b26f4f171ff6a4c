package dev.startupguard.cli.console;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that appears under its name when it is complete, or not at all. */
public final class NewFile {
    private final Path target;

    /**
     * Takes the name.
     *
     * @throws CliFailure if it is taken already
     */
    public NewFile(Path target) {
        this.target = target;
        refuseExisting();
    }

    /** Writes text as UTF-8. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /** Writes the content beside the file first, and gives it the name at the end. */
    public void write(Content content) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (folder == null) {
                throw new IOException(target + " has no folder");
            }
            if (!Files.isDirectory(folder)) {
                throw new IOException("there is no folder " + folder);
            }
            // Not createTempFile, whose files nobody else may read: a script is there to be reviewed. Nor the number of
            // the process, which is the same at each start of a container: a killed one would be in the way of the
            // next.
            Path partial = Files.createFile(folder.resolve("." + target.getFileName() + "."
                    + UUID.randomUUID().toString().substring(0, 8) + ".partial"));
            try {
                writeDurably(partial, content);
                publish(partial);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw CliFailure.usage(
                    "The file " + target + " could not be written: " + reason(e) + ".",
                    "a folder that exists, may be written to and has room.",
                    "make room or name another file; nothing was left under this name.",
                    e);
        }
    }

    /** An error of the file system has no more to say than its kind and the name of the file beside the target. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException system
                ? system.getReason() == null ? failure.getClass().getSimpleName() : system.getReason()
                : String.valueOf(failure.getMessage());
    }

    private static void writeDurably(Path partial, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
                Writer writer = new BufferedWriter(Channels.newWriter(unclosed(channel), StandardCharsets.UTF_8))) {
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
        }
    }

    /** The channel is forced to the disk after the writer has flushed, so the writer must not close it before. */
    private static WritableByteChannel unclosed(FileChannel channel) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                return channel.write(bytes);
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() {
                // The channel's owner closes it.
            }
        };
    }

    /** By a second name, since a move would replace what somebody else has put there in the meantime. */
    private void publish(Path partial) throws IOException {
        try {
            Files.createLink(target, partial);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (UnsupportedOperationException | IOException noLinks) {
            // Where a file has one name only. A fault of another kind is one of the move too.
            refuseExisting();
            Files.move(partial, target);
        }
    }

    private void refuseExisting() {
        if (Files.exists(target)) {
            throw exists();
        }
    }

    private CliFailure exists() {
        return CliFailure.usage(
                "The file " + target + " exists already.",
                "a name that is not taken: a script that somebody has reviewed is never overwritten.",
                "name another file, or remove this one.");
    }

    /** Writes content to a stream as it comes, for standard output. */
    public static void writeTo(OutputStream stream, Content content) {
        try {
            Writer writer = new BufferedWriter(Channels.newWriter(Channels.newChannel(stream), StandardCharsets.UTF_8));
            content.writeTo(writer);
            writer.flush();
        } catch (IOException e) {
            throw Session.outputLost(e);
        }
    }
}
