package dev.startupguard.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the answer to a request that said {@code Connection: close}: the body then ends where the connection does (RFC 9112,
 * sections 6.3 and 9.6). A body that ends before its announced end is no answer: the page failed after its status was sent.
 */
final class PageAnswer {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 1_000;
    private static final long LONGEST_BODY = 8L * 1024 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length:\\s*(\\d{1,18})\\s*");
    private static final Pattern CHUNKED = Pattern.compile("transfer-encoding:.*\\bchunked\\s*");

    private final InputStream in;
    private long announced = -1;
    private boolean chunked;

    PageAnswer(InputStream in) {
        this.in = in;
    }

    /** @return the status, after the body was read up to a limit, beyond which it is of no use to a warm-up */
    int readToItsEnd() throws IOException {
        int status = readHead();
        while (status < 200 && status != 101) { // 100, 102 and 103 go before the answer proper
            status = readHead();
        }
        boolean bodiless = status == 101 || status == 204 || status == 304;
        if (!bodiless) {
            readBody();
        }
        return status;
    }

    private int readHead() throws IOException {
        announced = -1;
        chunked = false;
        String first = readLine();
        Matcher statusLine = STATUS_LINE.matcher(first);
        if (!statusLine.matches()) {
            throw new ProtocolException("the answer is no HTTP/1.1");
        }
        int lines = 0;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            if (++lines > MOST_LINES) {
                throw new ProtocolException("the answer has more than " + MOST_LINES + " header lines");
            }
            String header = line.toLowerCase(Locale.ROOT);
            Matcher length = CONTENT_LENGTH.matcher(header);
            if (length.matches()) {
                announced = Long.parseLong(length.group(1));
            }
            chunked |= CHUNKED.matcher(header).matches();
        }
        return Integer.parseInt(statusLine.group(1));
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended before the answer did");
            }
            if (line.size() == LONGEST_LINE) {
                throw new ProtocolException("the answer has a line longer than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private void readBody() throws IOException {
        byte[] buffer = new byte[8192];
        long read = 0;
        int lastFour = 0;
        while (read < LONGEST_BODY && (announced < 0 || chunked || read < announced)) {
            int count = in.read(buffer);
            if (count < 0) {
                throwIfTruncated(lastFour);
                return;
            }
            for (int i = Math.max(0, count - 4); i < count; i++) {
                lastFour = lastFour << 8 | (buffer[i] & 0xFF);
            }
            read += count;
        }
    }

    private void throwIfTruncated(int lastFour) throws EOFException {
        int emptyLine = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n'; // it ends the last chunk
        if (chunked ? lastFour != emptyLine : announced >= 0) {
            throw new EOFException("the page broke off after its status was sent");
        }
    }
}
