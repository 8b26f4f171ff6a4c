package dev.startupguard;

/**
 * The work of this instance that is under way: requests and background work, each by whether it may write, and connections.
 *
 * @param safeRequests requests with a safe method (RFC 9110 §9.2.1)
 * @param unsafeRequests requests that may write
 * @param connections open connections that no request stands for, such as web sockets, where the application registers them
 * @param readingWork units of background work that only read
 * @param writingWork units of background work that may write
 */
public record Work(long safeRequests, long unsafeRequests, long connections, long readingWork, long writingWork) {

    public long total() {
        return safeRequests + unsafeRequests + connections + readingWork + writingWork;
    }

    /** Work that may write: what a drain for READ_ONLY waits for. Connections stay open in it. */
    public long writing() {
        return unsafeRequests + writingWork;
    }
}
