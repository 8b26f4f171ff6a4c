package dev.startupguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Something that the guard answers itself, in every phase and mode. */
@FunctionalInterface
interface Endpoint {

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
