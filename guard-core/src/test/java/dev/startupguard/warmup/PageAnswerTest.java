package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\nbody until the end",
                "HTTP/1.0 200\nServer: old\n\nbody",
                "HTTP/1.1 200 \r\nContent-Length: 4\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nDigest: abc\r\n\r\n"
            })
    void wholeAnswerGivesItsStatus(String answer) throws IOException {
        assertThat(statusOf(answer)).isEqualTo(200);
    }

    @Test
    void answerThatComesByteByByteIsReadAsWell() throws IOException {
        byte[] answer =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n".getBytes(ISO_8859_1);
        InputStream slow = new ByteArrayInputStream(answer) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, 1);
            }
        };

        assertThat(new PageAnswer(slow).readToItsEnd()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n"
            })
    void answerThatBreaksOffOrIsNoneIsRefused(String answer) {
        assertThatThrownBy(() -> statusOf(answer)).isInstanceOf(IOException.class);
    }

    @Test
    void endlessAnswersAreNotReadToTheirEnd() throws IOException {
        assertThatThrownBy(() -> statusOf("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .hasMessage("the answer has a line longer than 16384 bytes");
        assertThatThrownBy(() -> statusOf("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1_001) + "\r\n"))
                .hasMessage("the answer has more than 1000 header lines");
        assertThat(statusOf("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + "z".repeat(9 * 1024 * 1024)))
                .isEqualTo(200);
    }

    private static int statusOf(String answer) throws IOException {
        return new PageAnswer(new ByteArrayInputStream(answer.getBytes(ISO_8859_1))).readToItsEnd();
    }
}
