package dev.startupguard.sample.order;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The background worker: decides pending orders one by one, each with a permit of its own. */
@Component
class OrderWorker {
    private static final Logger log = LoggerFactory.getLogger(OrderWorker.class);

    private final SeatAssignment assignment;
    private final WorkPermits permits;
    private boolean failing;

    OrderWorker(SeatAssignment assignment, WorkPermits permits) {
        this.assignment = assignment;
        this.permits = permits;
    }

    @Scheduled(fixedDelayString = "${sample.worker.poll-interval}")
    void work() {
        try {
            while (permits.run(assignment::decideNext)) {
                // One unit of work per permit: the mode may change between two orders.
            }
            failing = false;
        } catch (NestedRuntimeException e) {
            if (!failing) {
                log.warn(
                        "Orders wait: the database refused the worker, which tries again: {}",
                        e.getMostSpecificCause().getMessage());
            }
            failing = true;
        }
    }
}
