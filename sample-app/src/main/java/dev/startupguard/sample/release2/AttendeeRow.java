package dev.startupguard.sample.release2;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Leaves the old column out: JPA names every mapped column in its statements, and release 3 takes this one away. */
@Entity
@Table(name = "attendee")
class AttendeeRow {
    @Id
    private String orderId = "";

    private @Nullable String firstName;
    private @Nullable String lastName;
    private String email = "";

    protected AttendeeRow() {}

    AttendeeRow(String orderId, Attendee attendee) {
        this.orderId = orderId;
        this.firstName = attendee.name().first();
        this.lastName = attendee.name().last();
        this.email = attendee.email();
    }

    /** {@code null} where release 1 wrote the row and nobody has split the name yet. */
    @Nullable
    AttendeeName name() {
        return firstName == null || lastName == null ? null : new AttendeeName(firstName, lastName);
    }

    String email() {
        return email;
    }
}
