package dev.startupguard.automigration;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity whose table exists in the tests' database, without its column for the e-mail address. */
@Entity
public class Attendee {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable
    Long id;

    @Nullable
    String name;

    @Nullable
    String email;
}
