package dev.startupguard.sample.order;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The orders; the updates expect a transaction. */
interface Orders extends Repository<ConferenceOrder, String> {
    Optional<ConferenceOrder> findById(String id);

    Optional<ConferenceOrder> findByStatusOrderByPlacedAt(OrderStatus status, Limit limit);

    /** Confirms the order if it is still pending; 0 where another worker was faster. */
    @Modifying
    @Query(
            "update ConferenceOrder o set o.status = CONFIRMED, o.decidedAt = :now where o.id = :id and o.status = PENDING")
    int confirmPending(String id, Instant now);

    @Modifying
    @Query("update ConferenceOrder o set o.status = REJECTED where o.id = :id")
    void reject(String id);
}
