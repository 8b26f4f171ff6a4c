package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A secret as sent to be exchanged.
 *
 * @param isForm whether a browser sent it, and so a person reads the answer
 */
record BypassSecretBody(String secret, boolean isForm) {

    private static final String FIELD = "secret";

    /** Never a {@code toString} with the secret in it. */
    @Override
    public String toString() {
        return "BypassSecretBody[***]";
    }

    static BypassSecretBody read(HttpServletRequest request) throws IOException, RequestBody.Refused {
        String text = RequestBody.text(request, Answer.JSON, Answer.FORM);
        boolean isForm = RequestBody.isOf(request, Answer.FORM);
        try {
            String secret = isForm ? ofForm(text) : ofJson(text);
            if (secret != null) {
                return new BypassSecretBody(secret, isForm);
            }
        } catch (IllegalArgumentException e) {
            throw new RequestBody.Refused(400, "Bad Request", String.valueOf(e.getMessage()));
        }
        throw new RequestBody.Refused(400, "Bad Request", "Expected one field, secret, with a text.");
    }

    private static @Nullable String ofJson(String text) {
        Map<String, @Nullable Object> fields = FlatJson.parse(text);
        return fields.size() == 1 && fields.get(FIELD) instanceof String secret ? secret : null;
    }

    private static @Nullable String ofForm(String text) {
        String start = FIELD + "=";
        return text.startsWith(start) && text.indexOf('&') < 0
                ? URLDecoder.decode(text.substring(start.length()), StandardCharsets.UTF_8)
                : null;
    }
}
