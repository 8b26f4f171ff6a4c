package dev.startupguard.sample.conference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** The read model that the pages show: may be a moment behind {@link Conference}. */
@Entity
class SeatsLeft {
    @Id
    private long conferenceId;

    private int seats;
    private Instant updatedAt = Instant.EPOCH;

    protected SeatsLeft() {}
}
