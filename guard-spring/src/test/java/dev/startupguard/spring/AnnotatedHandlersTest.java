package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/** What {@link Writes} says on the controllers of an application on a real server. */
class AnnotatedHandlersTest {

    private static final String READ_ONLY = "guard.maintenance.mode=read-only";

    /** Spellings of paths of one handler that writes by GET; which of them reach it is for the application's settings. */
    private static final List<String> LEAVE = List.of(
            "/leave",
            "/leave/",
            "/Leave",
            "/LEAVE/",
            "/leave;a=b",
            "/;a/leave",
            "//leave",
            "/./leave",
            "/x/../leave",
            "/l%65ave",
            "/leave%2f",
            "/%2fleave",
            "/leave?a=b",
            "http://x/leave",
            "/lists/7/leave/",
            "/lists/a%2fb/leave",
            "/lists/7;a=b/leave",
            "/lists/7/Leave",
            "/lists/%C3%A9/leave");

    /** And of one that writes by POST, beside a handler of {@code /find/{what}} that only reads. */
    private static final List<String> FIND_B = List.of(
            "/find/b",
            "/find/B",
            "/find/b/",
            "/find/b;a=b",
            "/find/%62",
            "//find/b",
            "/find/./b",
            "/find/a/../b",
            "/find/%2fb",
            "/find/b%2f",
            "/find/;/b",
            "http://x/find/b");

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.lazy-initialization=false", "spring.main.lazy-initialization=true"})
    void inReadOnlyHandlersGoByWhatTheySayAndOthersByTheMethod(String lazy) {
        try (LaunchedApplication application = launched(READ_ONLY, lazy)) {
            assertRefused(
                    application,
                    "GET /leave",
                    "HEAD /leave",
                    "GET /lists/7/leave",
                    "POST /lists/7",
                    "POST /people/7",
                    "DELETE /people/search",
                    "GET /by-class",
                    "GET /by-own-annotation",
                    "GET /by-interface",
                    "GET /any");
            assertPasses(
                    application,
                    "GET /lists/7",
                    "POST /search",
                    "POST /people/search",
                    "POST /by-class/search",
                    "PUT /graphql",
                    "OPTIONS /leave");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Lenient.class, OlderMatching.class})
    void noSpellingIsAWayAround(Class<?> configuration) throws IOException {
        try (LaunchedApplication application = LaunchedApplication.open(
                List.of(Lists.class, configuration),
                "server.forward-headers-strategy=framework",
                "server.tomcat.encoded-solidus-handling=decode")) {
            open(application);
            assertThat(reached(application, "GET", LEAVE, "left")).hasSizeGreaterThan(5);
            assertThat(reached(application, "POST", FIND_B, "saved")).hasSizeGreaterThan(3);

            application.guard().maintenance().set(MaintenanceMode.READ_ONLY, null, "test", null);
            assertThat(reached(application, "GET", LEAVE, "left")).isEmpty();
            assertThat(reached(application, "POST", FIND_B, "saved")).isEmpty();
            for (String header : List.of("X-HTTP-Method-Override: DELETE", "X-Forwarded-Prefix: /x")) {
                assertThat(answer(application, "POST /find/b?_method=GET", header))
                        .as(header)
                        .doesNotContain("saved");
                assertThat(answer(application, "GET /leave", header)).as(header).doesNotContain("left");
            }
            assertThat(answer(application, "POST /find/a")).contains("found");
        }
    }

    private static List<String> reached(
            LaunchedApplication application, String method, List<String> paths, String answer) throws IOException {
        List<String> reached = new ArrayList<>();
        for (String path : paths) {
            if (answer(application, method + " " + path).contains(answer)) {
                reached.add(path);
            }
        }
        return reached;
    }

    @Test
    void belowAContextPathAndAServletsPathToo() {
        try (LaunchedApplication application =
                launched(READ_ONLY, "server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api")) {
            assertRefused(
                    application,
                    "GET /shop/api/leave",
                    "POST /shop/api/people/7",
                    "GET /shop/api/Leave/",
                    "POST /shop/api/Search");
            assertPasses(application, "POST /shop/api/search", "GET /shop/api/lists/7");
        }
    }

    @Test
    void requestsThatWriteCountAsUnsafeInEveryModeAndThoseThatReadAsSafe() {
        try (LaunchedApplication application = launched()) {
            assertThat(application.get("/leave").body()).isEqualTo("left, 0 safe, 1 unsafe");
            assertThat(application.send("POST", "/search", null).body()).isEqualTo("found, 1 safe, 0 unsafe");
            assertThat(application.get("/lists/7").body()).isEqualTo("shown, 1 safe, 0 unsafe");
            assertThat(application.send("POST", "/lists/7", null).body()).isEqualTo("saved, 0 safe, 1 unsafe");

            application.guard().maintenance().set(MaintenanceMode.READ_ONLY, null, "test", null);
            assertRefused(application, "GET /leave");
            application.guard().maintenance().set(MaintenanceMode.ON, null, "test", null);
            assertRefused(application, "POST /search");
        }
    }

    @Test
    void listsAndAnnotationsHoldTogetherAndWhatDeniesWins() {
        try (LaunchedApplication application = launched(
                READ_ONLY,
                "guard.maintenance.read-only.allow=/lists/*,/leave,/posted",
                "guard.maintenance.read-only.deny=/search")) {
            assertPasses(application, "POST /lists/7", "POST /people/search");
            assertRefused(application, "POST /search", "GET /leave", "POST /posted", "GET /lists/7/leave");
        }
    }

    @Test
    void actuatorAnswersAsEver() {
        try (LaunchedApplication application =
                launched(READ_ONLY, "management.endpoints.web.exposure.include=health,maintenance")) {
            assertThat(application.status("/actuator/health")).isEqualTo(200);
            assertThat(application
                            .send("POST", "/actuator/maintenance", "{\"mode\":\"off\"}")
                            .statusCode())
                    .isEqualTo(200);
            await().until(() -> application.status("/leave") == 200);
        }
    }

    @Test
    void switchedOffAnnotationsSayNothing() {
        try (LaunchedApplication application =
                LaunchedApplication.open(List.of(Lists.class), "guard.enabled=false", READ_ONLY)) {
            assertPasses(application, "GET /leave", "POST /people/7");
        }
    }

    private static LaunchedApplication launched(String... settings) {
        LaunchedApplication application =
                LaunchedApplication.open(List.of(Lists.class, ByClass.class, ByInterface.class), settings);
        open(application);
        return application;
    }

    private static void open(LaunchedApplication application) {
        await().until(() -> application.guard().status().phase() == Phase.SERVING);
    }

    private static void assertRefused(LaunchedApplication application, String... requests) {
        for (String request : requests) {
            assertThat(status(application, request)).as(request).isEqualTo(503);
        }
    }

    private static void assertPasses(LaunchedApplication application, String... requests) {
        for (String request : requests) {
            assertThat(status(application, request)).as(request).isEqualTo(200);
        }
    }

    private static int status(LaunchedApplication application, String request) {
        String[] parts = request.split(" ");
        return application.send(parts[0], parts[1], null).statusCode();
    }

    /** As sent, since clients correct what they think is a mistake. */
    private static String answer(LaunchedApplication application, String request, String... headers)
            throws IOException {
        int port = application.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head = request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @RestController
    static class Lists {

        private final ObjectProvider<StartupGuard> guard;

        Lists(ObjectProvider<StartupGuard> guard) {
            this.guard = guard;
        }

        @Writes
        @GetMapping({"/leave", "/lists/{id}/leave"})
        String leave() {
            return done("left");
        }

        @GetMapping("/lists/{id}")
        String show() {
            return done("shown");
        }

        @PostMapping({"/lists/{id}", "/people/{id}", "/find/b"})
        String save() {
            return done("saved");
        }

        @DeleteMapping("/people/{id}")
        String delete() {
            return done("saved");
        }

        @Writes
        @PostMapping("/posted")
        String post() {
            return done("saved");
        }

        @Writes(false)
        @PostMapping({"/search", "/people/search", "/find/{what}"})
        String find() {
            return done("found");
        }

        @Writes(false)
        @RequestMapping("/graphql")
        String query() {
            return done("found");
        }

        @Writes
        @RequestMapping("/any")
        String any() {
            return done("left");
        }

        private String done(String what) {
            var work = guard.getObject().work();
            return what + ", " + work.safeRequests() + " safe, " + work.unsafeRequests() + " unsafe";
        }
    }

    @Writes
    @Retention(RetentionPolicy.RUNTIME)
    @interface Counts {}

    @Writes
    @RestController
    static class ByClass {

        @GetMapping("/by-class")
        String write() {
            return "left";
        }

        @Writes(false)
        @PostMapping("/by-class/search")
        String search() {
            return "found";
        }
    }

    interface Visits {

        @Writes
        @GetMapping("/by-interface")
        String visit();
    }

    @RestController
    static class ByInterface implements Visits {

        @Override
        public String visit() {
            return "left";
        }

        @Counts
        @GetMapping("/by-own-annotation")
        String count() {
            return "left";
        }
    }

    /** Compares decoded strings. */
    @Configuration(proxyBeanMethods = false)
    static class OlderMatching implements WebMvcConfigurer {

        @Override
        @SuppressWarnings("removal")
        public void configurePathMatch(PathMatchConfigurer paths) {
            AntPathMatcher matcher = new AntPathMatcher();
            matcher.setCaseSensitive(false);
            paths.setPathMatcher(matcher);
        }
    }

    /** Takes more spellings for the same path than Spring MVC does by itself. */
    @Configuration(proxyBeanMethods = false)
    static class Lenient implements WebMvcConfigurer {

        @Override
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser parser = new PathPatternParser();
            parser.setCaseSensitive(false);
            paths.setPatternParser(parser);
        }

        @Bean
        FilterRegistrationBean<UrlHandlerFilter> slashes() {
            return new FilterRegistrationBean<>(
                    UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        }
    }
}
