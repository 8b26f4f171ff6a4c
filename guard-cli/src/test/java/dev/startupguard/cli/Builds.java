package dev.startupguard.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of builds, made as their build tools make them. */
public final class Builds {
    private Builds() {}

    /** A jar with files at its root: pairs of names and contents. */
    public static Path plain(Path file, String... namesAndContents) {
        return write(file, bytes(namesAndContents));
    }

    /** Spring Boot's layout: the files below BOOT-INF/classes, and further ones in a nested jar. */
    public static Path springBoot(Path file, Map<String, String> classes, Map<String, String> library) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        classes.forEach((name, text) -> entries.put("BOOT-INF/classes/" + name, text.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        Map<String, byte[]> libraryEntries = new LinkedHashMap<>();
        library.forEach((name, text) -> libraryEntries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        zip(nested, libraryEntries);
        entries.put("BOOT-INF/lib/library-1.jar", nested.toByteArray());
        return write(file, entries);
    }

    private static Map<String, byte[]> bytes(String... namesAndContents) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            entries.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private static Path write(Path file, Map<String, byte[]> entries) {
        try (OutputStream out = Files.newOutputStream(file)) {
            zip(out, entries);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With entries for folders, as build tools write them: class loaders find folders by these. */
    private static void zip(OutputStream out, Map<String, byte[]> entries) {
        Set<String> folders = new LinkedHashSet<>();
        entries.keySet().forEach(name -> {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                folders.add(name.substring(0, slash + 1));
            }
        });
        try {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (String folder : folders) {
                zip.putNextEntry(new ZipEntry(folder));
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
