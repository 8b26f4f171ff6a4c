package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.startupguard.test.SilentServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageWarmUpTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    private final WarmUpToken token = new WarmUpToken();

    @Test
    void eachPageIsRequestedSeveralTimesWithTokenHostAndAgentOfTheGuard() throws Exception {
        try (RecordingSite site = RecordingSite.answering(200)) {
            PageWarmUp pages = new PageWarmUp(token, "www.example.org", List.of("/", "/conferences?page=1"));
            site.isToldTo(pages);

            for (WarmUpTask task : pages.tasks()) {
                task.action().run();
            }

            assertThat(pages.tasks())
                    .extracting(WarmUpTask::name)
                    .containsExactly("page /", "page /conferences?page=1");
            assertThat(pages.tasks()).allMatch(WarmUpTask::needsSchema);
            assertThat(site.requests())
                    .filteredOn(request -> request.getRequestURI().toString().equals("/conferences?page=1"))
                    .hasSize(PageWarmUp.REQUESTS_PER_PAGE);
            assertThat(site.requests())
                    .hasSize(2 * PageWarmUp.REQUESTS_PER_PAGE)
                    .allSatisfy(request -> {
                        assertThat(request.getRequestMethod()).isEqualTo("GET");
                        assertThat(request.getProtocol()).isEqualTo("HTTP/1.1");
                        assertThat(header(request, "Host")).containsExactly("www.example.org");
                        assertThat(header(request, "Startup-Guard-Warm-Up")).containsExactly(token.value());
                        assertThat(header(request, "User-Agent")).containsExactly(PageClient.USER_AGENT);
                        assertThat(header(request, "Connection")).containsExactly("close");
                    });
        }
    }

    @Test
    void hostIsLocalhostWithThePortUnlessGiven() throws Exception {
        try (RecordingSite site = RecordingSite.answering(200)) {
            PageWarmUp pages = new PageWarmUp(token, null, List.of("/"));
            pages.serverListening(null, site.port(), false, "");

            pages.tasks().get(0).action().run();

            assertThat(header(site.requests().get(0), "Host")).containsExactly("localhost:" + site.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 401, 403, 404, 500, 503})
    void anyStatusButTheExpectedOneIsAFailure(int status) throws Exception {
        try (RecordingSite site = RecordingSite.answering(status)) {
            PageWarmUp pages = new PageWarmUp(token, null, List.of("/"));
            site.isToldTo(pages);

            assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                    .hasMessage(
                            "answered " + status + " on http port " + site.port() + " of 127.0.0.1. Expected 200; let"
                                    + " requests with the header Startup-Guard-Warm-Up through, or name another page");
            assertThat(site.requests()).as("not repeated").hasSize(1);
        }
    }

    @Test
    void certificateOfTheServerItselfIsAcceptedWhateverItsName() throws Exception {
        try (RecordingSite site = RecordingSite.secure()) {
            for (String host :
                    new String[] {"www.example.org:8443", "other.example.org", "under_score", "[::1]", "10.0.0.1"}) {
                PageWarmUp pages = new PageWarmUp(token, host, List.of("/"));
                site.isToldTo(pages);
                pages.tasks().get(0).action().run();
            }

            assertThat(site.requests()).hasSize(5 * PageWarmUp.REQUESTS_PER_PAGE);
        }
    }

    @Test
    void plainRequestToATlsPortAndTlsToAPlainPortAreFailures() throws Exception {
        try (RecordingSite plain = RecordingSite.answering(200);
                RecordingSite secure = RecordingSite.secure()) {
            PageWarmUp pages = pages(new WarmUpPage("/"), Duration.ofMillis(1_500));
            pages.serverListening(null, plain.port(), true, "");
            assertThatThrownBy(() -> pages.tasks().get(0).action().run()).isInstanceOf(WarmUpException.class);
            pages.serverListening(null, secure.port(), false, "");
            assertThatThrownBy(() -> pages.tasks().get(0).action().run()).isInstanceOf(WarmUpException.class);

            assertThat(plain.requests()).isEmpty();
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void noRequestSentBecauseTheAddressIsNotKnownIsAFailure() {
        PageWarmUp pages = pages(new WarmUpPage("/"), SHORT);

        assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                .hasMessage(
                        "no request was sent, the server's address was not told within PT0.6S. Expected the server to be up"
                                + " by then; if it is, tell the guard where it listens");
    }

    @Test
    void pageWaitsForTheAddress() throws Exception {
        try (RecordingSite site = RecordingSite.answering(200)) {
            PageWarmUp pages = pages(new WarmUpPage("/"), Duration.ofSeconds(30));
            FutureTask<Void> request = new FutureTask<>(() -> {
                pages.tasks().get(0).action().run();
                return null;
            });
            Thread thread = new Thread(request);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

            site.isToldTo(pages);
            request.get(20, TimeUnit.SECONDS);

            assertThat(site.requests()).hasSize(PageWarmUp.REQUESTS_PER_PAGE);
        }
    }

    @Test
    void portWhereNobodyListensYetIsAFailure() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PageWarmUp pages = pages(new WarmUpPage("/"), Duration.ofSeconds(5));
        pages.serverListening(null, port, false, "");

        assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                .hasMessageStartingWith("could not be requested on http port " + port + " of ")
                .hasMessageContaining("ConnectException");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void serverThatNeverAnswersIsAFailureInTime(boolean secure) throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            PageWarmUp pages = pages(new WarmUpPage("/"), SHORT);
            pages.serverListening(null, silent.port(), secure, "");
            long began = System.nanoTime();

            assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                    .hasMessageStartingWith("did not answer on ")
                    .hasMessageContaining(" within PT0.6S. Expected an answer that ends");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void answerThatTricklesIsAFailureInTimeAlthoughEachByteIsPrompt() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CountDownLatch never = new CountDownLatch(1);
            answer(server, socket -> {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                while (!never.await(5, TimeUnit.MILLISECONDS)) {
                    socket.getOutputStream().write('x');
                    written.incrementAndGet();
                }
            });
            PageWarmUp pages = pages(new WarmUpPage("/"), SHORT);
            pages.serverListening(null, server.getLocalPort(), false, "");

            assertThatThrownBy(() -> pages.tasks().get(0).action().run()).hasMessageStartingWith("did not answer on ");
            assertThat(written).hasPositiveValue();
        }
    }

    @Test
    void pageThatBreaksOffAfterItsStatusIsAFailure() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answer(server, socket -> {
                readRequest(socket);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
                                .getBytes(ISO_8859_1));
                socket.close();
            });
            PageWarmUp pages = pages(new WarmUpPage("/"), Duration.ofSeconds(10));
            pages.serverListening(null, server.getLocalPort(), false, "");

            assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                    .hasMessageContaining("EOFException: the page broke off after its status was sent");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', /x?y=1", "/shop, /shop/x?y=1", "/the caf\u00e9, /the%20caf%C3%A9/x?y=1", "/a%20b, /a%20b/x?y=1"})
    void pagesAreRequestedBelowTheContextPath(String contextPath, String target) throws Exception {
        try (RecordingSite site = RecordingSite.answering(200)) {
            PageWarmUp pages = new PageWarmUp(token, null, List.of("/x?y=1"));
            pages.serverListening(null, site.port(), false, contextPath);

            pages.tasks().get(0).action().run();

            assertThat(site.requests())
                    .extracting(request -> request.getRequestURI().toString())
                    .containsOnly(target);
        }
    }

    @Test
    void failureSaysWhereTheContextPathWas() throws Exception {
        try (RecordingSite site = RecordingSite.answering(404)) {
            PageWarmUp pages = new PageWarmUp(token, null, List.of("/x"));
            pages.serverListening(null, site.port(), false, "/shop");

            assertThatThrownBy(() -> pages.tasks().get(0).action().run())
                    .hasMessageContaining("answered 404 on http port " + site.port() + " of 127.0.0.1 below /shop.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "shop", "/shop/", "//shop"})
    void whatIsNoContextPathIsRefused(String contextPath) {
        PageWarmUp pages = new PageWarmUp(token, null, List.of("/"));
        assertThatThrownBy(() -> pages.serverListening(null, 80, false, contextPath))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The context path is given as \"" + contextPath + "\".");
    }

    @Test
    void slowPageSucceedsWithFewerRequests() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CountDownLatch never = new CountDownLatch(1);
            answer(server, socket -> {
                readRequest(socket);
                requests.incrementAndGet();
                assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nslow".getBytes(ISO_8859_1));
                socket.close();
            });
            PageWarmUp pages = pages(new WarmUpPage("/"), Duration.ofMillis(2_500));
            pages.serverListening(null, server.getLocalPort(), false, "");

            pages.tasks().get(0).action().run();

            assertThat(requests.get()).isBetween(1, 4);
        }
    }

    @Test
    void pathsAndHostsThatCouldAddToTheRequestAreRefused() {
        for (String path : List.of("", "x", "//evil", "/a b", "/a\r\nX: y", "/a#b", "/\u00e4", "http://evil/")) {
            assertThatThrownBy(() -> new WarmUpPage(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected one slash");
        }
        for (String host : List.of("", "a b", "a\r\nX: y", "a/b", "a:port", "[::1")) {
            assertThatThrownBy(() -> new PageWarmUp(token, host, List.of("/")))
                    .as(host)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("correct guard.warmup.host");
        }
    }

    @Test
    void tokenIsSentToNoOtherMachine() {
        PageWarmUp pages = new PageWarmUp(token, null, List.of("/"));

        assertThatThrownBy(() -> pages.serverListening("192.0.2.1", 80, false, "")) // RFC 5737: no machine's address
                .hasMessage(
                        "The server's address is given as 192.0.2.1, which is no address of this machine. Expected the one"
                                + " that this instance's own server is bound to, since warm-up sends its token there; give that one.");
        assertThatThrownBy(() -> pages.serverListening("127.0.0.1", 0, false, ""))
                .hasMessage(
                        "The server's port is given as 0. Expected 1 to 65535; give the port that it listens on, known once"
                                + " it is up.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost"})
    void wildcardsAndLoopbackAreReachedByLoopback(String bound) {
        assertThat(Connector.of(bound, 80, false).address().isLoopbackAddress()).isTrue();
    }

    private PageWarmUp pages(WarmUpPage page, Duration limit) {
        return new PageWarmUp(token, null, List.of(page), limit);
    }

    private static List<String> header(HttpExchange request, String name) {
        return request.getRequestHeaders().get(name);
    }

    private interface Answer {
        void to(Socket socket) throws IOException, InterruptedException;
    }

    private static void answer(ServerSocket server, Answer answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer.to(socket);
                } catch (IOException | InterruptedException hungUp) {
                    // The client left, or the test is over; the loop's condition tells.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void readRequest(Socket socket) throws IOException {
        int lastFour = 0;
        while (lastFour != 0x0D0A0D0A) {
            lastFour = lastFour << 8 | socket.getInputStream().read();
        }
    }
}
