package dev.startupguard.bench.startup;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class Speaker {

    @Id
    private @Nullable Long id;

    private @Nullable String name;

    protected Speaker() {}

    @Nullable
    Long id() {
        return id;
    }

    @Nullable
    String name() {
        return name;
    }
}
