package dev.startupguard.sample.release1;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "attendee")
class AttendeeRow {
    @Id
    private String orderId = "";

    private String name = "";
    private String email = "";

    protected AttendeeRow() {}

    AttendeeRow(String orderId, Attendee attendee) {
        this.orderId = orderId;
        this.name = attendee.name().full();
        this.email = attendee.email();
    }

    Attendee attendee() {
        return new Attendee(AttendeeName.split(name), email);
    }
}
