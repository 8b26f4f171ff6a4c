package dev.startupguard.spring;

import dev.startupguard.StartupGuard;
import dev.startupguard.test.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A real application on a real server and a free port, asked by HTTP. */
final class WebApplication implements AutoCloseable {

    /** The servers that Spring Boot's starters bring. */
    enum Server {
        JETTY(TomcatServletWebServerAutoConfiguration.class),
        TOMCAT(JettyServletWebServerAutoConfiguration.class);

        private final Class<?> other;

        Server(Class<?> other) {
            this.other = other;
        }

        /** The auto-configuration of the other one, which is on the class path too. */
        String excludes() {
            return other.getName() + "," + LaunchedApplication.SECURITY;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServletWebServerApplicationContext context;
    private final int port;

    private WebApplication(ServletWebServerApplicationContext context) {
        this.context = context;
        this.port = context.getWebServer().getPort();
    }

    static WebApplication start(Server server, FreshDatabase database, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.autoconfigure.exclude=" + server.excludes(),
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--" + Applications.MIGRATIONS,
                "--guard.schema.check-interval=200ms"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new WebApplication((ServletWebServerApplicationContext)
                new SpringApplicationBuilder(Shop.class).run(arguments.toArray(String[]::new)));
    }

    static WebApplication of(ServletWebServerApplicationContext context) {
        return new WebApplication(context);
    }

    ServletWebServerApplicationContext context() {
        return context;
    }

    StartupGuard guard() {
        return context.getBean(StartupGuard.class);
    }

    int filteredRequests() {
        return context.getBean(AtomicInteger.class).get();
    }

    int status(String path) {
        return get(path).statusCode();
    }

    HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
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
    @EntityScan(basePackageClasses = Person.class)
    static class Shop {

        @Bean
        AtomicInteger filteredRequests() {
            return new AtomicInteger();
        }

        /** As early as an application can ask for. */
        @Bean
        FilterRegistrationBean<Filter> earlyFilter(AtomicInteger filteredRequests) {
            FilterRegistrationBean<Filter> early = new FilterRegistrationBean<>((request, response, chain) -> {
                filteredRequests.incrementAndGet();
                chain.doFilter(request, response);
            });
            early.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return early;
        }

        @Bean
        Pages pages(EntityManagerFactory entities) {
            return new Pages(entities);
        }
    }

    @RestController
    static class Pages {

        private final EntityManagerFactory entities;

        Pages(EntityManagerFactory entities) {
            this.entities = entities;
        }

        @GetMapping("/people")
        String people() {
            try (EntityManager manager = entities.createEntityManager()) {
                return manager.createQuery("select count(p) from Person p", Long.class)
                                .getSingleResult() + " people";
            }
        }

        @Writes
        @GetMapping("/leave")
        String leave() {
            return "left";
        }

        /** The kind and name of the thread that answers. */
        @GetMapping("/thread")
        String thread() {
            return Thread.currentThread().toString();
        }

        /** Runs on Spring's executor for such. */
        @GetMapping("/later")
        Callable<String> later() {
            return () -> "by an executor";
        }
    }
}
