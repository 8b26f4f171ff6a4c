package dev.startupguard.sample.order;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seats at a conference, asked for by one attendee. The random id is all that it takes to see the order. */
@Entity
public class ConferenceOrder {
    @Id
    private String id = "";

    private long conferenceId;
    private int seats;

    @Enumerated(EnumType.STRING)
    private OrderStatus status = OrderStatus.PENDING;

    private Instant placedAt = Instant.EPOCH;
    private @Nullable Instant decidedAt;

    protected ConferenceOrder() {}

    ConferenceOrder(UUID id, long conferenceId, int seats, Instant placedAt) {
        this.id = id.toString();
        this.conferenceId = conferenceId;
        this.seats = seats;
        this.placedAt = placedAt;
    }

    public String getId() {
        return id;
    }

    public long getConferenceId() {
        return conferenceId;
    }

    public int getSeats() {
        return seats;
    }

    public OrderStatus getStatus() {
        return status;
    }

    public Instant getPlacedAt() {
        return placedAt;
    }

    public @Nullable Instant getDecidedAt() {
        return decidedAt;
    }
}
