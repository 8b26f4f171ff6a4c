package dev.startupguard.sample.order;

import dev.startupguard.sample.conference.Conferences;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Decides orders: confirmed while seats are left, else rejected. Several processes may do it at the same time. */
@Service
class SeatAssignment {
    private final Orders orders;
    private final Conferences conferences;
    private final TransactionOperations transaction;
    private final Clock clock;

    SeatAssignment(Orders orders, Conferences conferences, TransactionOperations transaction, Clock clock) {
        this.orders = orders;
        this.conferences = conferences;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Decides the order that has waited longest; false where none waits. */
    boolean decideNext() {
        Optional<ConferenceOrder> next = orders.findByStatusOrderByPlacedAt(OrderStatus.PENDING, Limit.of(1));
        next.ifPresent(order -> transaction.executeWithoutResult(status -> decide(order)));
        return next.isPresent();
    }

    private void decide(ConferenceOrder order) {
        Instant now = clock.instant();
        boolean decidedByAnother = orders.confirmPending(order.getId(), now) == 0;
        if (decidedByAnother) {
            return;
        }
        if (conferences.reserve(order.getConferenceId(), order.getSeats()) == 0) {
            orders.reject(order.getId());
        } else {
            conferences.refreshSeatsLeft(order.getConferenceId(), now);
        }
    }
}
