package dev.startupguard.sample.release2;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import dev.startupguard.sample.attendee.Attendees;
import jakarta.persistence.EntityManager;

/** Writes the new columns and the old one, so that release 1 can read the row; reads the old one where release 1 wrote. */
class BothColumnsAttendees implements Attendees {
    private final EntityManager entities;
    private final OldNameColumn oldName;

    BothColumnsAttendees(EntityManager entities, OldNameColumn oldName) {
        this.entities = entities;
        this.oldName = oldName;
    }

    @Override
    public void add(String orderId, Attendee attendee) {
        entities.persist(new AttendeeRow(orderId, attendee));
        entities.flush();
        if (oldName.exists()) {
            oldName.write(orderId, attendee.name().full());
        }
    }

    @Override
    public Attendee ofOrder(String orderId) {
        AttendeeRow row = entities.find(AttendeeRow.class, orderId);
        AttendeeName name = row.name();
        // The old column is still there: release 3 splits every name before it drops it.
        return new Attendee(name == null ? AttendeeName.split(oldName.read(orderId)) : name, row.email());
    }
}
