package dev.startupguard;

/**
 * The work of this instance that is under way: requests and background work, each by whether it may write.
 *
 * @param safeRequests requests with a safe method (RFC 9110 §9.2.1)
 * @param unsafeRequests requests that may write
 * @param readingWork units of background work that only read
 * @param writingWork units of background work that may write
 */
public record Work(long safeRequests, long unsafeRequests, long readingWork, long writingWork) {

    public long total() {
        return safeRequests + unsafeRequests + readingWork + writingWork;
    }

    /** Work that may write: what a drain for READ_ONLY waits for. */
    public long writing() {
        return unsafeRequests + writingWork;
    }
}
