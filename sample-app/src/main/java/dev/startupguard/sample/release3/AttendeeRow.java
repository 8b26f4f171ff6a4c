package dev.startupguard.sample.release3;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** The columns are nullable since release 2 added them: what is missing is left out. */
    Attendee attendee() {
        return new Attendee(
                new AttendeeName(Objects.requireNonNullElse(firstName, ""), Objects.requireNonNullElse(lastName, "")),
                email);
    }
}
