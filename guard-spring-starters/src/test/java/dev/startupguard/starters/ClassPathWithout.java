package dev.startupguard.starters;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** The class path of this test without the jars of one part, as if its starter had not been added: no class, no resource. */
final class ClassPathWithout {

    private ClassPathWithout() {}

    static URLClassLoader part(Part part) {
        URL[] rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(each -> !part.bringsJar(each.getFileName().toString()))
                .map(ClassPathWithout::url)
                .toArray(URL[]::new);
        return new URLClassLoader("without " + part, rest, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
