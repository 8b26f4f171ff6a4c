package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads the small body of a request to an endpoint. */
final class RequestBody {

    static final int LIMIT = 8 * 1024;

    /** Why a body is not read, as an HTTP status. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String title;

        Refused(int status, String title, String detail) {
            super(detail);
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    private RequestBody() {}

    static String json(HttpServletRequest request) throws IOException, Refused {
        return text(request, Answer.JSON);
    }

    /** The body as text, if it is of one of these types and in UTF-8. */
    static String text(HttpServletRequest request, String... types) throws IOException, Refused {
        if (Arrays.stream(types).noneMatch(type -> isOf(request, type))
                || request.getHeader("Content-Encoding") != null) {
            throw new Refused(
                    415,
                    "Unsupported Media Type",
                    "Expected a body of Content-Type " + String.join(" or ", types) + " in UTF-8.");
        }
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw tooLarge();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(400, "Bad Request", "The body is not UTF-8; expected UTF-8.");
        }
    }

    static boolean isOf(HttpServletRequest request, String expected) {
        String contentType = request.getContentType();
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return type.equals(expected) || type.equals(expected + ";charset=utf-8");
    }

    private static Refused tooLarge() {
        return new Refused(413, "Content Too Large", "Expected a body of at most " + LIMIT + " bytes.");
    }
}
