package dev.startupguard.sample.order;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.Attendees;
import dev.startupguard.sample.conference.ConferenceListing;
import dev.startupguard.sample.conference.Conferences;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders and shows what became of them. */
@Service
public class RegistrationDesk {
    private final EntityManager entities;
    private final Orders orders;
    private final Attendees attendees;
    private final Conferences conferences;
    private final Clock clock;

    RegistrationDesk(EntityManager entities, Orders orders, Attendees attendees, Conferences conferences, Clock clock) {
        this.entities = entities;
        this.orders = orders;
        this.attendees = attendees;
        this.conferences = conferences;
        this.clock = clock;
    }

    /** An order with its attendee and its conference. */
    public record PlacedOrder(ConferenceOrder order, Attendee attendee, ConferenceListing conference) {}

    /** Places an order, which the worker decides; the id of the order, or nothing where there is no such conference. */
    @Transactional
    public Optional<String> register(String slug, Attendee attendee, int seats) {
        return conferences.idOf(slug).map(conference -> {
            ConferenceOrder order = new ConferenceOrder(UUID.randomUUID(), conference, seats, clock.instant());
            entities.persist(order);
            attendees.add(order.getId(), attendee);
            return order.getId();
        });
    }

    @Transactional(readOnly = true)
    public Optional<PlacedOrder> find(String orderId) {
        return orders.findById(orderId)
                .map(order -> new PlacedOrder(
                        order,
                        attendees.ofOrder(orderId),
                        conferences.listing(order.getConferenceId()).orElseThrow()));
    }
}
