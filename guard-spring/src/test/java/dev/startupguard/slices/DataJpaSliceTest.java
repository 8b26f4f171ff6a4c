package dev.startupguard.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.ApplicationContext;

@DataJpaTest(properties = GuestBook.MIGRATIONS)
class DataJpaSliceTest {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Guests guests;

    @Test
    void flywayMigratesTheEmbeddedDatabaseAndRepositoriesWork() {
        guests.saveAndFlush(Guest.of(1, "Ada"));

        assertThat(guests.findAll()).extracting(Guest::name).containsExactly("Ada");
    }

    @Test
    void thereIsNoGuard() {
        assertThat(context.getBeanNamesForType(StartupGuard.class)).isEmpty();
    }
}
