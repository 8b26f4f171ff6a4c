package dev.startupguard.warmup;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests pages of the application from its own server, through the real connector, filters and templates, as a browser would.
 *
 * <p>A page is warm when each request was answered with 200. Anything else is a failure: another status, a redirect, a refused
 * connection, an answer that breaks off or is late, and also that no request could be sent, because the server's address was
 * not told in time. Thread safe.
 */
public final class PageWarmUp {
    private static final int OK = 200;

    // Measured on a Spring Boot application with JPA: 0.5 s for the first request of a page, 16 ms for the second.
    // After ten the next one took 11 ms, after 25 6 to 11 ms, and all requests of two pages together less than 1 s.
    static final int REQUESTS_PER_PAGE = 25;

    private final List<WarmUpPage> pages;
    private final PageClient client;
    private final Duration pageLimit;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile @Nullable ServedApplication application;

    /**
     * Pages that answer 200 within the default time limit.
     *
     * @param host the Host header, which virtual hosts, redirects and a TLS certificate's name may need; null for localhost
     * @param paths as in {@link WarmUpPage}; none means no task
     */
    public PageWarmUp(WarmUpToken token, @Nullable String host, List<String> paths) {
        this(token, host, paths.stream().map(WarmUpPage::new).toList(), WarmUpTask.DEFAULT_TIME_LIMIT);
    }

    /**
     * @param host as above
     * @param pages none means no task
     * @param pageLimit positive; the time for all requests of one page
     */
    public PageWarmUp(WarmUpToken token, @Nullable String host, List<WarmUpPage> pages, Duration pageLimit) {
        this.pages = List.copyOf(pages);
        this.pageLimit = pageLimit;
        client = new PageClient(token, host);
    }

    /**
     * Tells where the server listens, as soon as it does; tasks under way wait for it within their time limit.
     *
     * @param host what the server is bound to: an address of this machine; null, empty or a wildcard for every address
     * @param port 1 to 65535
     * @param secure whether the port speaks TLS; its certificate is not checked, as no other machine can answer there
     * @param contextPath of the application on that server, which the pages are below; empty for the root
     * @throws IllegalArgumentException if the address is another machine's, or the context path is none
     */
    public void serverListening(@Nullable String host, int port, boolean secure, String contextPath) {
        application = new ServedApplication(Connector.of(host, port, secure), contextPath);
        told.countDown();
    }

    /** One task for each page; they need the schema. */
    public List<WarmUpTask> tasks() {
        return pages.stream()
                .map(page -> new WarmUpTask("page " + page.path(), pageLimit, true, () -> request(page)))
                .toList();
    }

    private void request(WarmUpPage page) throws WarmUpException, InterruptedException {
        long began = System.nanoTime();
        long reserve = Math.min(pageLimit.toNanos() / 10, TimeUnit.MILLISECONDS.toNanos(250));
        long limit = pageLimit.toNanos() - reserve; // so that the failure says more than "timed out"
        boolean inTime = told.await(limit, TimeUnit.NANOSECONDS);
        ServedApplication served = application;
        if (!inTime || served == null) {
            throw new WarmUpException("no request was sent, the server's address was not told within " + pageLimit
                    + ". Expected the server to be up by then; if it is, tell the guard where it listens");
        }
        for (int sent = 0; sent < REQUESTS_PER_PAGE; sent++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The warm-up of page " + page.path() + " was stopped.");
            }
            long before = System.nanoTime();
            requestOnce(served, page, limit - (before - began));
            long now = System.nanoTime();
            long spare = limit - (now - began);
            if (spare < 2 * (now - before)) {
                return; // a page as slow as that is slow, not cold: its repeats must not cost it its success
            }
        }
    }

    private void requestOnce(ServedApplication served, WarmUpPage page, long limit) throws WarmUpException {
        try {
            int status = client.get(served.connector(), served.target(page), limit);
            if (status != OK) {
                throw new WarmUpException("answered " + status + " on " + served + ". Expected " + OK
                        + "; let requests with the header " + WarmUpToken.HEADER + " through, or name another page");
            }
        } catch (SocketTimeoutException late) {
            throw new WarmUpException(
                    "did not answer on " + served + " within " + pageLimit
                            + ". Expected an answer that ends; look at what the page waits for, or leave it out",
                    late);
        } catch (IOException failure) {
            throw new WarmUpException(
                    "could not be requested on " + served + " (" + FailureText.of(failure)
                            + "). Expected an HTTP/1.1 answer; check port, TLS and the application's log",
                    failure);
        }
    }
}
