package dev.startupguard.servlet;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The classes of an unpacked WAR, before those around it (Servlet 6.0 §10.7.2), for containers that have no such loader. */
final class WebApplicationClassLoader extends URLClassLoader {

    WebApplicationClassLoader(Path folder) throws IOException {
        super(classPath(folder), WebApplicationClassLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : own(name);
        }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        if (findResource(name.replace('.', '/') + ".class") != null) {
            return findClass(name);
        }
        return getParent().loadClass(name);
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    private static URL[] classPath(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(folder.resolve("WEB-INF/classes")));
        try (Stream<Path> jars = Files.list(folder.resolve("WEB-INF/lib"))) {
            for (Path jar : (Iterable<Path>) jars::iterator) {
                urls.add(url(jar));
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
