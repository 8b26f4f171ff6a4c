package dev.startupguard.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that sends exactly what it is told, and reads one response as it comes. */
record RawHttp(int status, List<String> headerLines, String body, boolean isClosed) {

    private static final Logger log = LoggerFactory.getLogger(RawHttp.class);
    private static final int PATIENCE = 400;
    private static final int UNTIL_IT_ANSWERS = 5000;

    /** Sends the lines, each with CRLF, and an empty one; reads until the server closes or falls silent. */
    static RawHttp send(int port, String... lines) throws IOException {
        return exchange(port, String.join("\r\n", lines) + "\r\n\r\n", PATIENCE);
    }

    /**
     * Sends these octets (ISO 8859-1), and reads until the server closes or is silent for the patience, in milliseconds, after it has
     * begun to answer; a busy machine may take longer for that. Status 0 means that it hung up without an answer.
     */
    static RawHttp exchange(int port, String octets, int patience) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(Math.max(patience, UNTIL_IT_ANSWERS));
            try {
                socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                log.debug("The server has closed the connection before it had all; what it answered is read.", e);
            }
            return read(socket, patience);
        }
    }

    String header(String name) {
        return headerLines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static RawHttp read(Socket socket, int patience) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean isClosed = false;
        byte[] buffer = new byte[8192];
        try {
            int count;
            while ((count = socket.getInputStream().read(buffer)) > 0) {
                all.write(buffer, 0, count);
                socket.setSoTimeout(patience);
            }
            isClosed = true;
        } catch (SocketTimeoutException e) {
            isClosed = false; // kept open for the next request
        } catch (SocketException e) {
            isClosed = true; // reset, as servers do that have not read everything
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawHttp(0, List.of(), text, isClosed);
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        return new RawHttp(status, head.subList(1, head.size()), text.substring(end + 4), isClosed);
    }
}
