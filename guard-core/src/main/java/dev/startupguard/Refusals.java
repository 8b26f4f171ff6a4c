package dev.startupguard;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How many requests were refused, by reason. Counted where one is refused, so that a request that passes pays nothing. Thread safe. */
public final class Refusals {

    private final LongAdder[] byAdmission = IntStream.range(0, Admission.values().length)
            .mapToObj(each -> new LongAdder())
            .toArray(LongAdder[]::new);

    Refusals() {}

    /** Counts one request. */
    public void add(Admission refusal) {
        byAdmission[refusal.ordinal()].increment();
    }

    /** Requests refused for this reason since the start. */
    public long count(Admission refusal) {
        return byAdmission[refusal.ordinal()].sum();
    }

    /** Requests refused since the start, whatever the reason. */
    public long total() {
        long total = 0;
        for (LongAdder each : byAdmission) {
            total += each.sum();
        }
        return total;
    }
}
