package dev.startupguard.spring;

import dev.startupguard.StartupGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A site without a database, launched as users launch theirs, on a free port of Tomcat; with Actuator, and with Security if wanted. */
public final class LaunchedApplication implements AutoCloseable {

    /** What keeps Spring Security out, for {@code spring.autoconfigure.exclude}. */
    static final String SECURITY = Stream.of(
                    SecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class,
                    SecurityFilterAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    ManagementWebSecurityAutoConfiguration.class)
            .map(Class::getName)
            .collect(Collectors.joining(","));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private LaunchedApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static LaunchedApplication open(String... settings) {
        return launch(List.of("spring.autoconfigure.exclude=" + excluded() + "," + SECURITY), List.of(), settings);
    }

    public static LaunchedApplication open(List<Class<?>> more, String... settings) {
        return launch(List.of("spring.autoconfigure.exclude=" + excluded() + "," + SECURITY), more, settings);
    }

    /** With Spring Security as its starter configures it: everything needs a login, {@code operator} with {@code password}. */
    public static LaunchedApplication secured(List<Class<?>> more, String... settings) {
        return launch(
                List.of(
                        "spring.autoconfigure.exclude=" + excluded(),
                        "spring.security.user.name=operator",
                        "spring.security.user.password=password"),
                more,
                settings);
    }

    private static String excluded() {
        return Stream.of(
                        JettyServletWebServerAutoConfiguration.class,
                        JettyServletManagementContextAutoConfiguration.class,
                        DataSourceAutoConfiguration.class)
                .map(Class::getName)
                .collect(Collectors.joining(","));
    }

    private static LaunchedApplication launch(List<String> first, List<Class<?>> more, String... settings) {
        List<String> all = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off"));
        all.addAll(first);
        all.addAll(Arrays.asList(settings));
        List<Class<?>> sources = new ArrayList<>(List.of(Site.class));
        sources.addAll(more);
        return new LaunchedApplication(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .run(all.stream().map(each -> "--" + each).toArray(String[]::new)));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public StartupGuard guard() {
        return context.getBean(StartupGuard.class);
    }

    public int status(String path, String... headers) {
        return get(path, headers).statusCode();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> send(String method, String path, String json, String... headers) {
        return send("local.server.port", method, path, json, headers);
    }

    /** To the port of the management server. */
    public HttpResponse<String> sendToManagement(String method, String path, String json, String... headers) {
        return send("local.management.port", method, path, json, headers);
    }

    private HttpResponse<String> send(String port, String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path))
                .timeout(PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Site {

        @RequestMapping("/page")
        String page() {
            return "page";
        }
    }
}
