package dev.startupguard.servlet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a platform is told; one answer, whether or not the connection stays open.
 *
 * @param waited from the request to the first octet of the answer
 */
record ProbeAnswer(String head, String body, Duration waited) {

    /** Gives up at the platform's time limit. */
    static ProbeAnswer to(PlatformRow row, int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(row.seconds() * 1000);
            long began = System.nanoTime();
            socket.getOutputStream().write(row.octets().getBytes(StandardCharsets.US_ASCII));
            return read(socket.getInputStream(), row.request().startsWith("HEAD"), began);
        }
    }

    static ProbeAnswer read(InputStream stream, boolean isHead) throws IOException {
        return read(stream, isHead, System.nanoTime());
    }

    private static ProbeAnswer read(InputStream stream, boolean isHead, long began) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(nextOf(in));
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        while (!octets.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            octets.write(nextOf(in));
        }
        String head = octets.toString(StandardCharsets.US_ASCII);
        int length = isHead ? 0 : Integer.parseInt(header(head, "Content-Length"));
        return new ProbeAnswer(head, new String(in.readNBytes(length), StandardCharsets.UTF_8), waited);
    }

    int status() {
        return Integer.parseInt(head.split(" ")[1]);
    }

    String header(String name) {
        return header(head, name);
    }

    private static String header(String head, String name) {
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static int nextOf(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The answer broke off");
        }
        return next;
    }
}
