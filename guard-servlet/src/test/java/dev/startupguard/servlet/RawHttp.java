package dev.startupguard.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends exactly what it is told, and reads one response as it comes. */
record RawHttp(int status, List<String> headerLines, String body, boolean isClosed) {

    private static final int PATIENCE = 400;

    /** Sends the lines, each with CRLF, and an empty one; reads until the server closes or falls silent. */
    static RawHttp send(int port, String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket);
        }
    }

    String header(String name) {
        return headerLines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static RawHttp read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean isClosed = false;
        byte[] buffer = new byte[8192];
        try {
            int count;
            while ((count = socket.getInputStream().read(buffer)) > 0) {
                all.write(buffer, 0, count);
            }
            isClosed = true;
        } catch (SocketTimeoutException e) {
            isClosed = false; // kept open for the next request
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        return new RawHttp(status, head.subList(1, head.size()), text.substring(end + 4), isClosed);
    }
}
