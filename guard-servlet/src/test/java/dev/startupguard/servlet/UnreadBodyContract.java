package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request body that the guard did not read is never taken for a request. What is hidden in the bodies asks for an exempt path,
 * so the application would see it.
 */
abstract class UnreadBodyContract extends ContainerContract {

    private static final String HIDDEN = "GET /open/hidden HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int PATIENCE = 1000;

    UnreadBodyContract(TestContainer container) {
        super(container);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /page, 503",
        "PUT, /page, 503",
        "GET, /page, 503",
        "HEAD, /page, 503",
        "POST, /guard/live, 405",
        "PUT, /guard/maintenance, 401",
        "POST, /guard/status, 405",
        "GET, /guard/ready, 200",
    })
    void aBodyWithALengthIsNoRequest(String method, String path, int status) throws IOException {
        close();
        RawHttp response = exchange(method + " " + path, "Content-Length: " + HIDDEN.length(), HIDDEN);
        assertThat(response.status()).isEqualTo(status);
        assertThat(application.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /page, 503",
        "GET, /page, 503",
        "DELETE, /guard/ready, 405",
        "PUT, /guard/maintenance, 401",
        "GET, /guard/ready, 200",
    })
    void aChunkedBodyIsNoRequest(String method, String path, int status) throws IOException {
        close();
        String chunks = Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n";
        RawHttp response = exchange(method + " " + path, "Transfer-Encoding: chunked", chunks);
        assertThat(response.status()).isEqualTo(status);
        assertThat(application.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 0",
                "Content-Length: 0, 5",
                "Content-Length: +5",
                "Content-Length: 5\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow",
                " Transfer-Encoding: chunked",
            })
    void aBodyWhoseLengthIsDisputedIsNoRequest(String headers) throws IOException {
        close();
        RawHttp response = exchange("POST /page", headers, "0\r\n\r\n" + HIDDEN);
        assertThat(response.status()).isIn(400, 501, 503);
        assertThat(application.seen).isEmpty();
        assertThat(response.isClosed()).isTrue();
    }

    @Test
    void chunksAndALengthTogetherAreNoRequest() throws IOException {
        close();
        RawHttp response =
                exchange("POST /page", "Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + HIDDEN);
        assertThat(response.status()).isIn(400, 503);
        assertThat(response.isClosed()).isTrue();
        assertThat(application.seen).isEmpty();
    }

    /** An HTTP client may send the next request at once; without a body nothing is in doubt. Tomcat ends a connection at any 503. */
    @Test
    void aSecondRequestBehindOneWithoutABodyIsAnsweredOnTheSameConnection() throws IOException {
        close();
        assertThat(exchange("GET /guard/ready", "Accept: */*", HIDDEN).status()).isEqualTo(200);
        assertThat(application.seen).containsExactly("GET /open/hidden");
    }

    private void close() {
        serving("maintenance.mode", "on", "maintenance.exempt-paths", "/open/*", "admin.token", TOKEN);
    }

    private RawHttp exchange(String start, String headers, String body) throws IOException {
        return RawHttp.exchange(port(), start + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n" + body, PATIENCE);
    }
}
