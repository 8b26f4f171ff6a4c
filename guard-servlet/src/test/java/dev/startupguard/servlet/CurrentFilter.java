package dev.startupguard.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets every test have a guard of its own on one server. */
final class CurrentFilter implements Filter {

    private volatile @Nullable GuardFilter current;

    void set(GuardFilter filter) {
        current = filter;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Objects.requireNonNull(current).doFilter(request, response, chain);
    }
}
