package dev.startupguard.servlet;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What WildFly does around Undertow, as far as the tests need it: finds the filters of web.xml, and the initializers of the
 * application's jars, first those of fragments that are to come before the others (Servlet 6.0 §8.2.2 and §8.2.4).
 */
final class WildFlyPart {

    private static final Pattern FILTER_CLASS = Pattern.compile("<filter-class>(.*?)</filter-class>");

    private WildFlyPart() {}

    static void addTo(DeploymentInfo deployment, Path folder) throws Exception {
        ClassLoader classLoader = deployment.getClassLoader();
        Path webXml = folder.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            for (String name : filterClasses(Files.readString(webXml))) {
                Class<? extends Filter> type = classLoader.loadClass(name).asSubclass(Filter.class);
                deployment.addFilter(new FilterInfo(name, type).setAsyncSupported(true));
                deployment.addFilterUrlMapping(name, "/*", DispatcherType.REQUEST);
            }
        }
        List<ServletContainerInitializer> initializers =
                ServiceLoader.load(ServletContainerInitializer.class, classLoader).stream()
                        .filter(each -> each.type().getClassLoader() == classLoader)
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparing(each -> !isBeforeOthers(each.getClass())))
                        .toList();
        for (ServletContainerInitializer each : initializers) {
            deployment.addServletContainerInitializer(new ServletContainerInitializerInfo(
                    each.getClass(), new ImmediateInstanceFactory<>(each), Set.of()));
        }
    }

    private static List<String> filterClasses(String webXml) {
        return FILTER_CLASS.matcher(webXml).results().map(each -> each.group(1)).toList();
    }

    private static boolean isBeforeOthers(Class<?> initializer) {
        URL jar = initializer.getProtectionDomain().getCodeSource().getLocation();
        URI fragment = URI.create("jar:" + jar + "!/META-INF/web-fragment.xml");
        try (InputStream in = fragment.toURL().openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("\\s", "").contains("<before><others/></before>");
        } catch (FileNotFoundException e) {
            return false; // most jars have none
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
