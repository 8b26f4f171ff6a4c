package dev.startupguard.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** An entity of the applications that the tests start. */
@Entity
class Person {

    @Id
    private @Nullable Long id;

    private @Nullable String name;

    @Nullable
    Long id() {
        return id;
    }

    @Nullable
    String name() {
        return name;
    }
}
