package dev.startupguard.servlet;

import org.jspecify.annotations.Nullable;

/** The forms of the closed response. */
enum Representation {
    HTML("text/html;charset=utf-8"),
    /** RFC 9457. */
    PROBLEM("application/problem+json"),
    TEXT("text/plain;charset=utf-8"),
    /** For a style sheet, a script, an image: whatever was sent instead would only be a parse error in a console. */
    EMPTY(null);

    private final @Nullable String contentType;

    Representation(@Nullable String contentType) {
        this.contentType = contentType;
    }

    @Nullable
    String contentType() {
        return contentType;
    }
}
