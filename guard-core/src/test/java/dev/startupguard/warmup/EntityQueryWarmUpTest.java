package dev.startupguard.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class EntityQueryWarmUpTest {
    private static final String[] TABLES = {
        "create table orders (id bigint primary key, reference varchar(20))",
        "create table seat (hall integer, number integer, primary key (hall, number))",
        "create table payment (id bigint primary key)",
        "create table card_payment (id bigint primary key, card varchar(20))",
        "create table transfer (id bigint primary key, iban varchar(40))",
    };

    private final FreshDatabase database = TestDatabase.H2.create();

    @Test
    void everyEntityIsQueriedOnceWithAbstractAndMappedSuperclassesEmbeddedIdsAndInheritance() throws Exception {
        database.execute(TABLES);
        database.execute("insert into seat values (1, 1), (1, 2)");
        try (HikariDataSource pool = pool();
                EntityManagerFactory factory = factory(pool)) {
            SessionFactory statistics = factory.unwrap(SessionFactory.class);
            statistics.getStatistics().setStatisticsEnabled(true);

            EntityQueryWarmUp.task("entities", factory).action().run();

            assertThat(statistics.getStatistics().getQueryExecutionCount())
                    .as("Order, Seat, Payment, CardPayment, Transfer")
                    .isEqualTo(5);
            assertThat(statistics.getStatistics().getEntityLoadCount())
                    .as("one row")
                    .isEqualTo(1);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(database.column("select count(*) from seat")).containsExactly("2");
    }

    @Test
    void entitiesThatFailAreNamedAndTheOthersAreReadAllTheSame() throws Exception {
        database.execute(TABLES);
        database.execute("drop table transfer", "alter table orders drop column reference");
        try (HikariDataSource pool = pool();
                EntityManagerFactory factory = factory(pool)) {
            SessionFactory statistics = factory.unwrap(SessionFactory.class);
            statistics.getStatistics().setStatisticsEnabled(true);

            assertThatThrownBy(() ->
                            EntityQueryWarmUp.task("entities", factory).action().run())
                    .hasMessageStartingWith("3 of 5 entities cannot be read: Order (")
                    .hasMessageContaining("Payment (")
                    .hasMessageContaining("Transfer (")
                    .hasMessageContaining("\"TRANSFER\" not found")
                    .hasMessageContaining("Expected each to fit the schema");
            assertThat(statistics.getStatistics().getQueryExecutionCount())
                    .as("Seat, CardPayment")
                    .isEqualTo(2);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void failureOfTheEntitysOwnCodeIsNamedToo() throws Exception {
        database.execute(TABLES);
        database.execute("insert into orders values (1, 'refuse')");
        try (HikariDataSource pool = pool();
                EntityManagerFactory factory = factory(pool)) {
            assertThatThrownBy(() ->
                            EntityQueryWarmUp.task("entities", factory).action().run())
                    .hasMessageStartingWith("1 of 5 entities cannot be read: Order (")
                    .hasMessageContaining("refused by its own code");
        }
    }

    @Test
    void taskNeedsTheSchemaAndStopsWhenItIsInterrupted() throws Exception {
        database.execute(TABLES);
        try (HikariDataSource pool = pool();
                EntityManagerFactory factory = factory(pool)) {
            WarmUpTask task = EntityQueryWarmUp.task("entities", factory);
            assertThat(task.needsSchema()).isTrue();

            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> task.action().run())
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("The reading of entities was stopped before CardPayment.");
        }
    }

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private static EntityManagerFactory factory(HikariDataSource pool) {
        PersistenceConfiguration configuration = new PersistenceConfiguration("shop");
        List.of(Order.class, Seat.class, SeatId.class, Numbered.class, Payment.class, CardPayment.class, Transfer.class)
                .forEach(configuration::managedClass);
        return configuration
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("hibernate.connection.datasource", pool)
                .createEntityManagerFactory();
    }

    @MappedSuperclass
    abstract static class Numbered {
        @Id
        long id;
    }

    /** Named as a word of the query language. */
    @Entity(name = "Order")
    @Table(name = "orders")
    static class Order extends Numbered {
        String reference;

        @PostLoad
        void refuse() {
            if ("refuse".equals(reference)) {
                throw new UnsupportedOperationException("refused by its own code");
            }
        }
    }

    @Embeddable
    static class SeatId implements Serializable {
        private static final long serialVersionUID = 1L;
        int hall;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId that && hall == that.hall && number == that.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(hall, number);
        }
    }

    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        SeatId id;
    }

    @Entity(name = "Payment")
    @Table(name = "payment")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Payment extends Numbered {}

    @Entity(name = "CardPayment")
    @Table(name = "card_payment")
    static class CardPayment extends Payment {
        String card;
    }

    @Entity(name = "Transfer")
    @Table(name = "transfer")
    static class Transfer extends Payment {
        String iban;
    }
}
