package dev.startupguard.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A slice has no guard; what makes the tables of its database must not be blocked by a guard that nobody can configure there. */
class DataJpaSliceOnARealDatabaseTest {

    @Nested
    @DataJpaTest(properties = GuestBook.MIGRATIONS)
    @AutoConfigureTestDatabase(replace = Replace.NONE)
    class WithFlyway {

        @DynamicPropertySource
        static void database(DynamicPropertyRegistry properties) {
            register(properties, TestDatabase.POSTGRESQL.create());
        }

        @Test
        void flywayMigratesIt(@Autowired Guests guests) {
            assertThat(guests.count()).isZero();
        }
    }

    @Nested
    @DataJpaTest(properties = {"spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=create"})
    @AutoConfigureTestDatabase(replace = Replace.NONE)
    class WithDdlAuto {

        @DynamicPropertySource
        static void database(DynamicPropertyRegistry properties) {
            register(properties, TestDatabase.POSTGRESQL.create());
        }

        @Test
        void hibernateMakesTheTables(@Autowired Guests guests) {
            assertThat(guests.count()).isZero();
        }
    }

    private static void register(DynamicPropertyRegistry properties, FreshDatabase database) {
        properties.add("spring.datasource.url", database::url);
        properties.add("spring.datasource.username", database::user);
        properties.add("spring.datasource.password", database::password);
    }
}
