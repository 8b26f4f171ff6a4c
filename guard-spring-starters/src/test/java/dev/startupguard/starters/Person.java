package dev.startupguard.starters;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity of the application that has everything. */
@Entity
class Person {

    @Id
    private @Nullable Long id;

    @Nullable
    Long id() {
        return id;
    }
}
