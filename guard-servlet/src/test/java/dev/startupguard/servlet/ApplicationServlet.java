package dev.startupguard.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The application behind the guard; the last segment of the path says what it does. */
final class ApplicationServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** What every request that reached the application is answered with. */
    static final String ANSWER = "application";

    final transient BlockingQueue<AsyncContext> started = new LinkedBlockingQueue<>();
    final transient Semaphore release = new Semaphore(0);
    final AtomicInteger requests = new AtomicInteger();
    /** Method and raw path of each request, in the order in which they came. */
    final transient Queue<String> seen = new ConcurrentLinkedQueue<>();

    /** The next request that went async. */
    AsyncContext nextAsync() throws InterruptedException {
        return nextAsync(Duration.ofSeconds(5));
    }

    AsyncContext nextAsync(Duration patience) throws InterruptedException {
        AsyncContext context = started.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (context == null) {
            throw new AssertionError("No request went async");
        }
        return context;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        requests.incrementAndGet();
        seen.add(request.getMethod() + " " + request.getRequestURI());
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "async" -> async(request, 0);
            case "events" -> {
                response.setContentType("text/event-stream;charset=utf-8"); // browsers take no other
                response.getWriter().write("data: " + ANSWER + "\n\n");
                response.flushBuffer();
                async(request, 0);
            }
            case "async-time-out" -> async(request, 50);
            case "async-twice" -> asyncTwice(request, response);
            case "async-throw" -> {
                async(request, 0);
                throw new ServletException("thrown on purpose");
            }
            case "async-dispatch" -> asyncDispatch(request, response);
            case "async-dispatch-by-path" -> request.startAsync().dispatch("/dispatched");
            case "async-twice-at-once" -> asyncAtOnce(request);
            case "cacheable" -> {
                response.setHeader("Cache-Control", "public, max-age=3600");
                response.addHeader("cache-control", "s-maxage=60");
                response.setHeader("CDN-Cache-Control", "max-age=60");
                response.setDateHeader("Expires", 4_102_444_800_000L);
                answer(request, response);
            }
            case "async-at-once" -> request.startAsync().complete();
            case "slow" -> {
                release.acquireUninterruptibly();
                answer(request, response);
            }
            case "throw" -> throw new ServletException("thrown on purpose");
            case "error" -> response.sendError(500);
            case "forward" -> request.getRequestDispatcher("/forwarded").forward(request, response);
            default -> answer(request, response);
        }
    }

    private void async(HttpServletRequest request, long timeout) {
        AsyncContext context = request.startAsync();
        context.setTimeout(timeout);
        started.add(context);
    }

    /** Goes async, is dispatched to itself, and goes async once more. */
    private void asyncTwice(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC && request.getAttribute("twice") != null) {
            answer(request, response);
            return;
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            request.setAttribute("twice", true);
        }
        async(request, 0);
    }

    /** Goes async without naming the response, and writes to the one that it is given. */
    private static void asyncAtOnce(HttpServletRequest request) throws IOException {
        AsyncContext context = request.startAsync();
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setHeader("Cache-Control", "public");
        response.getWriter().write(ANSWER);
        context.complete();
    }

    private static void asyncDispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            answer(request, response);
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream()
                .readAllBytes(); // or the container would close the connection that the client goes on to use
        response.setHeader("Seen-Warm-Up", String.valueOf(request.getAttribute(GuardFilter.WARM_UP_ATTRIBUTE)));
        response.setHeader("Seen-Bypass", String.valueOf(request.getAttribute(GuardFilter.BYPASS_ATTRIBUTE)));
        response.setHeader("Seen-Headers", String.join(" ", Collections.list(request.getHeaderNames())));
        response.setContentType("text/plain");
        response.getWriter().write(ANSWER);
    }
}
