package dev.startupguard.schema;

import dev.startupguard.settings.InvalidSettingException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The names of the files below a location: in folders, in jars, and in jars nested in an executable jar. Opens none of them. */
final class MigrationFiles {
    /** Names a file without asking the file system for each of thousands; nobody's folder is called so. */
    private static final String SQL = ".sql";

    private final MigrationLocation location;
    private final List<String> names = new ArrayList<>();

    private MigrationFiles(MigrationLocation location) {
        this.location = location;
    }

    /** File names without their folders; on the class path from every place that has the location. */
    static List<String> in(MigrationLocation location, ClassLoader loader) {
        MigrationFiles files = new MigrationFiles(location);
        try {
            if (location.onClassPath()) {
                for (URL url : Collections.list(loader.getResources(location.folder()))) {
                    files.addAll(url);
                }
            } else {
                files.addAll(existing(location));
            }
        } catch (IOException e) {
            InvalidSettingException refusal = new InvalidSettingException(
                    "The migrations in '" + location.text() + "' cannot be listed. Expected a readable folder or jar;"
                            + " correct guard.schema.locations or its permissions.");
            refusal.initCause(e);
            throw refusal;
        }
        return files.names;
    }

    private static Path existing(MigrationLocation location) {
        Path folder = Path.of(location.folder());
        if (!Files.isDirectory(folder)) {
            throw new InvalidSettingException("The migration location '" + location.text() + "' is no folder: "
                    + folder.toAbsolutePath() + " does not exist or is a file. Expected a folder with migrations;"
                    + " correct guard.schema.locations.");
        }
        return folder;
    }

    private void addAll(URL url) throws IOException {
        if (url.getProtocol().equals("file")) {
            addAll(Path.of(uri(url)));
            return;
        }
        // Covers jar:file:, Spring Boot's jar:nested: and the schemes of servers that pack a web application's jars.
        URLConnection connection = url.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new InvalidSettingException("The migration location '" + location.text()
                    + "' is on the class path under the unsupported protocol '" + url.getProtocol()
                    + "'. Expected a folder or a jar; name a folder with filesystem:… in guard.schema.locations.");
        }
        // A cached file may be the class loader's own, which must not be closed here.
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
            addAll(file, jar.getEntryName());
        }
    }

    private void addAll(JarFile file, @Nullable String folder) {
        String prefix = folder == null || folder.endsWith("/") ? Objects.requireNonNullElse(folder, "") : folder + "/";
        for (JarEntry entry : Collections.list(file.entries())) {
            if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                add(entry.getName().substring(prefix.length()));
            }
        }
    }

    private void addAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            addAll(folder, "");
        }
    }

    private void addAll(Path folder, String relative) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (name.endsWith(SQL) || !Files.isDirectory(child)) {
                    add(relative + name);
                } else if (!name.startsWith(".")) {
                    // As Flyway: hidden folders are a mounted ConfigMap's own copies.
                    addAll(child, relative + name + "/");
                }
            }
        }
    }

    private void add(String relativePath) {
        if (location.covers(relativePath)) {
            names.add(relativePath.substring(relativePath.lastIndexOf('/') + 1));
        }
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("The class path has a folder whose URL is not encoded", e);
        }
    }
}
