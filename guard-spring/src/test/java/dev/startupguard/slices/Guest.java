package dev.startupguard.slices;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "person")
class Guest {

    @Id
    private @Nullable Long id;

    private @Nullable String name;

    static Guest of(long id, String name) {
        Guest guest = new Guest();
        guest.id = id;
        guest.name = name;
        return guest;
    }

    @Nullable
    Long id() {
        return id;
    }

    @Nullable
    String name() {
        return name;
    }
}
