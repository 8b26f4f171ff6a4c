package dev.startupguard.cli.target;

import dev.startupguard.cli.console.CliFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The class path inside a build: a plain jar, or one that keeps classes and jars in folders of its own as Spring Boot and wars do.
 * Nested jars are copied out for the time of the command, since class loaders of the JDK do not look into them.
 */
public final class BuildJar implements AutoCloseable {
    private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/");

    private final ClassLoader classLoader;
    private final @Nullable Path unpacked;

    private BuildJar(ClassLoader classLoader, @Nullable Path unpacked) {
        this.classLoader = classLoader;
        this.unpacked = unpacked;
    }

    /** No jar: class path locations are those of this tool, which has no migrations. */
    static BuildJar none() {
        return new BuildJar(new URLClassLoader(new URL[0], BuildJar.class.getClassLoader()), null);
    }

    /** Opens the jar of a build. */
    public static BuildJar open(Path workingDirectory, Path jar) {
        Path file = workingDirectory.resolve(jar);
        if (!Files.exists(file)) {
            throw CliFailure.usage(
                    "There is no such file: " + jar + ".", "a jar or war file.", "correct --jar or --builds.");
        }
        List<URL> classPath = new ArrayList<>();
        Path unpacked = null;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (isNested(zip)) {
                unpacked = Files.createTempDirectory("guard-build");
                unpack(zip, unpacked, classPath);
            }
            classPath.add(file.toUri().toURL());
            return new BuildJar(
                    new URLClassLoader(classPath.toArray(URL[]::new), BuildJar.class.getClassLoader()), unpacked);
        } catch (IOException e) {
            delete(unpacked);
            throw CliFailure.usage(
                    "The build " + jar + " cannot be read: " + e.getMessage() + ".",
                    "a jar or war file.",
                    "correct --jar or --builds.",
                    e);
        }
    }

    public ClassLoader classLoader() {
        return classLoader;
    }

    private static boolean isNested(ZipFile zip) {
        return Stream.concat(CLASSES.stream(), LIBRARIES.stream())
                .anyMatch(
                        folder -> zip.stream().anyMatch(entry -> entry.getName().startsWith(folder)));
    }

    private static void unpack(ZipFile zip, Path folder, List<URL> classPath) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        classPath.add(classes.toUri().toURL());
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String inClasses = below(CLASSES, entry.getName());
            String library = below(LIBRARIES, entry.getName());
            if (!entry.isDirectory() && inClasses != null) {
                copy(zip, entry, inside(classes, inClasses));
            } else if (library != null && library.endsWith(".jar")) {
                Path copy = inside(folder, "lib/" + library);
                copy(zip, entry, copy);
                classPath.add(copy.toUri().toURL());
            }
        }
    }

    private static @Nullable String below(List<String> folders, String name) {
        return folders.stream()
                .filter(name::startsWith)
                .map(folder -> name.substring(folder.length()))
                .findFirst()
                .orElse(null);
    }

    /** A name with .. in it must not lead out of the folder. */
    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("it holds an entry with the path " + name);
        }
        return path;
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, to);
        }
    }

    @Override
    public void close() {
        try {
            if (classLoader instanceof URLClassLoader loader) {
                loader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The build's jar could not be closed", e);
        }
        delete(unpacked);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The copy of the build's nested jars in " + folder + " could not be deleted", e);
        }
    }
}
