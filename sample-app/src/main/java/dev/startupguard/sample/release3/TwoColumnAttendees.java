package dev.startupguard.sample.release3;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.Attendees;
import jakarta.persistence.EntityManager;

class TwoColumnAttendees implements Attendees {
    private final EntityManager entities;

    TwoColumnAttendees(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void add(String orderId, Attendee attendee) {
        entities.persist(new AttendeeRow(orderId, attendee));
    }

    @Override
    public Attendee ofOrder(String orderId) {
        return entities.find(AttendeeRow.class, orderId).attendee();
    }
}
