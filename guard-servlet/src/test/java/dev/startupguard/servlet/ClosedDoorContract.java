package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.startupguard.Phase;
import dev.startupguard.servlet.HandlerRule.Effect;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a request is spelt, it does not reach the application while the door is closed. */
abstract class ClosedDoorContract extends ContainerContract {

    private static final String[] EXEMPT = {"maintenance.exempt-paths", "/open/*,/imprint"};
    /** Refused by the guard, by the container as malformed, or answered by one of the guard's own endpoints. */
    private static final List<Integer> HARMLESS = List.of(0, 200, 400, 401, 404, 405, 414, 415, 431, 501, 503, 505);

    /** Neither below /open or /admin nor /imprint, in letters that nobody reads in another way. */
    private static final String PLAINLY_ANOTHER =
            "GET (?!(?i)/(open|admin)(/|$)|/imprint/?$)(?!.*(//|/\\.\\.?(/|$)))/[a-zA-Z0-9/.@+-]*";

    private static final int PATIENCE = 5000;

    ClosedDoorContract(TestContainer container) {
        super(container);
    }

    @Test
    void theCorpusIsLarge() {
        assertThat(PathCorpus.targets()).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @DisplayName("case 4: path tricks")
    @CsvSource({
        "SERVING, on, GET, HTTP/1.1",
        "SERVING, on, POST, HTTP/1.1",
        "SERVING, on, GET, HTTP/1.0",
        "HOLDING, off, GET, HTTP/1.1",
        "STARTING, off, HEAD, HTTP/1.1",
    })
    void noSpellingOfAClosedPathReachesTheApplication(Phase phase, String mode, String method, String version)
            throws IOException {
        guard(phase, with("maintenance.mode", mode));
        sendCorpus(method, version);
    }

    @Test
    @DisplayName("case 27: path tricks with the list of READ_ONLY")
    void noSpellingOfAPathIsTakenForOneThatMayBeWrittenTo() throws IOException {
        serving("maintenance.mode", "read-only", "maintenance.read-only.allow", "/open/*,/imprint");
        sendCorpus("POST", "HTTP/1.1");
    }

    @Test
    @DisplayName("case 27: path tricks with handlers that only read")
    void noSpellingOfAPathIsTakenForOneWhoseHandlerOnlyReads() throws Exception {
        readOnly(Effect.READS, "POST", "/open/**", "/imprint");
        sendCorpus("POST", "HTTP/1.1");
        assertThat(send("POST", "/open/a/b", "HTTP/1.1").status()).isEqualTo(200);
        assertThat(application.seen).hasSize(1);
    }

    @Test
    @DisplayName("case 27: path tricks with GETs that write")
    void noSpellingOfAPathThatWritesReachesTheApplicationInReadOnly() throws IOException {
        serving("maintenance.mode", "read-only", "maintenance.read-only.deny", "/open/*,/imprint,/admin/*");
        assertThatOnlyOtherPathsAreReached();
    }

    @Test
    @DisplayName("case 27: path tricks with handlers whose GETs write")
    void noSpellingOfAPathWhoseHandlerWritesReachesTheApplicationInReadOnly() throws Exception {
        readOnly(Effect.WRITES, "GET", "/open/**", "/imprint", "/admin", "/admin/{*rest}");
        assertThatOnlyOtherPathsAreReached();
    }

    private void readOnly(Effect effect, String method, String... paths) throws Exception {
        GuardFilter filter = new GuardFilter(serving("maintenance.mode", "read-only"));
        use(filter);
        get("/page"); // after which the servlet knows its name
        filter.handlers(
                Stream.of(paths)
                        .map(each -> new HandlerRule(each, 0, Set.of(method), each, false, effect))
                        .toList(),
                Set.of(application.getServletName()));
        application.seen.clear();
    }

    /** Of the corpus, spelt plainly. */
    private void assertThatOnlyOtherPathsAreReached() throws IOException {
        int reached = 0;
        for (String target : PathCorpus.targets()) {
            send("GET", target, "HTTP/1.1");
            String seen = application.seen.poll();
            if (seen != null) {
                reached++;
                assertThat(seen).as("reached by %s", shown(target)).matches(PLAINLY_ANOTHER);
            }
        }
        assertThat(reached).as("the corpus has other paths").isBetween(20, 60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT",
                "TRACE",
                "TRACK",
                "PROPFIND",
                "PURGE",
                "get",
                "Get",
                "GETS",
                "G\tET",
                "PRI",
                "X",
                "\u00ff",
                "GET/open/a"
            })
    void noMethodReachesTheApplication(String method) throws IOException {
        serving(with("maintenance.mode", "on"));
        for (String target : List.of("/admin", "x:443", "*", "http://x/admin", "/open/../admin")) {
            send(method, target, "HTTP/1.1");
        }
        assertThat(application.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1", "HTTP/9.9", "HTTPS/1.1", "ICY/1.0"})
    void noVersionReachesTheApplication(String version) throws IOException {
        serving(with("maintenance.mode", "on"));
        for (String target : List.of("/admin", "*", "http://x/admin", "/open/../admin")) {
            send("GET", target, version);
        }
        assertThat(application.seen).isEmpty();
    }

    @Test
    void aRequestLineWithoutAVersionDoesNotReachTheApplication() throws IOException {
        serving(with("maintenance.mode", "on"));
        RawHttp.exchange(port(), "GET /admin\r\n\r\n", PATIENCE);
        RawHttp.exchange(port(), "GET  /open/a /admin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", PATIENCE);
        RawHttp.exchange(port(), "GET /open/a/../../admin\n\n", PATIENCE);
        assertThat(application.seen).isEmpty();
    }

    /** What frameworks and proxies are known to take for the real method, path, address or host. */
    @ParameterizedTest
    @DisplayName("cases 1, 2 and 27: nothing that a client may write into a header opens the door")
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: OPTIONS",
                "X-HTTP-Method: GET",
                "X-Method-Override: GET",
                "X-Original-URL: /open/a",
                "X-Rewrite-URL: /open/a",
                "X-Original-URI: /imprint",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-For: ::1, 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "X-Forwarded-Prefix: /open",
                "X-Forwarded-Path: /open/a",
                "X-Forwarded-Uri: /imprint",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Method: GET",
                "X-Real-IP: 127.0.0.1",
                "X-Client-IP: 127.0.0.1",
                "X-Originating-IP: 127.0.0.1",
                "X-Remote-Addr: 127.0.0.1",
                "True-Client-IP: 127.0.0.1",
                "CF-Connecting-IP: 127.0.0.1",
                "Client-IP: 127.0.0.1",
                "Via: 1.1 localhost",
                "Forwarded: for=127.0.0.1;host=localhost;proto=https",
                "Forwarded: for=\"[::1]\"",
                "Referer: http://x/open/a",
                "Origin: http://x",
                "User-Agent: kube-probe/1.30",
                "Startup-Guard: maintenance",
                "Startup-Guard-Warm-Up: x",
            })
    void noHeaderOpensTheDoor(String header) throws IOException {
        serving(with("maintenance.mode", "on"));
        for (String method : List.of("GET", "POST")) {
            RawHttp response = RawHttp.exchange(
                    port(),
                    method + " /admin?_method=GET HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n",
                    PATIENCE);
            assertThat(response.status()).isEqualTo(503);
        }
        assertThat(application.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/imprint",
                "/imprint?a=b;c%2f..//",
                "/open",
                "/open/",
                "/open/a",
                "/open/a/b.css?v=1",
                "/open/.../a",
                "/open/caf%C3%A9",
                "/open/a+b",
                "/open/a:b@c",
                "/open/~a",
                "http://x/open/a",
            })
    void exemptPathsSpeltPlainlyReachIt(String target) throws IOException {
        serving(with("maintenance.mode", "on"));
        assertThat(send("GET", target, "HTTP/1.1").status()).isEqualTo(200);
        assertThat(application.seen).hasSize(1);
    }

    private void sendCorpus(String method, String version) throws IOException {
        for (String target : PathCorpus.targets()) {
            RawHttp response = send(method, target, version);
            String leaked = application.seen.poll();
            assertSoftly(soft -> {
                soft.assertThat(leaked).as("reached by %s", shown(target)).isNull();
                soft.assertThat(HARMLESS).as("status for %s", shown(target)).contains(response.status());
            });
        }
    }

    private RawHttp send(String method, String target, String version) throws IOException {
        String head = method + " " + target + " " + version + "\r\nHost: x\r\nConnection: close\r\n";
        return RawHttp.exchange(
                port(), head + (method.equals("POST") ? "Content-Length: 0\r\n\r\n" : "\r\n"), PATIENCE);
    }

    private static String[] with(String... settings) {
        return java.util.stream.Stream.of(EXEMPT, settings)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private static String shown(String target) {
        return target.length() > 100 ? target.substring(0, 100) + "..." : target;
    }
}
