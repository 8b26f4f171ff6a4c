package dev.startupguard.servlet;

import dev.startupguard.StartupGuard;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;

/** An unpacked WAR that holds the guard's jars and what they need, and nothing else. */
final class WebApplicationFolder {

    private WebApplicationFolder() {}

    static void create(Path folder) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        Files.createDirectories(folder.resolve("WEB-INF/classes"));
        for (Class<?> type : List.of(GuardInitializer.class, StartupGuard.class, Logger.class)) {
            Path source = source(type);
            if (Files.isDirectory(source)) {
                pack(source, libraries.resolve(type.getSimpleName() + ".jar"));
            } else {
                Files.copy(source, libraries.resolve(source.getFileName()));
            }
        }
    }

    /** Adds the jar of somebody else who has an initializer. */
    static void addInitializer(Path folder, String jar, Class<?> initializer, Class<?>... others) throws IOException {
        try (OutputStream out =
                        Files.newOutputStream(folder.resolve("WEB-INF/lib").resolve(jar));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/services/" + ServletContainerInitializer.class.getName()));
            zip.write(initializer.getName().getBytes(StandardCharsets.UTF_8));
            for (Class<?> type :
                    Stream.concat(Stream.of(initializer), Stream.of(others)).toList()) {
                String name = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(source(type).resolve(name), zip);
            }
        }
    }

    static void addClass(Path folder, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve("WEB-INF/classes").resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(source(type).resolve(name), target);
    }

    private static Path source(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
