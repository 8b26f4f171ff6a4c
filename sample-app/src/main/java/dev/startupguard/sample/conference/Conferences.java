package dev.startupguard.sample.conference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The conferences; the updates expect a transaction. */
public interface Conferences extends Repository<Conference, Long> {
    String LISTING = """
            select new dev.startupguard.sample.conference.ConferenceListing(
                c.slug, c.title, c.summary, c.place, c.startsOn, c.endsOn, c.seats, s.seats)
            from Conference c left join SeatsLeft s on s.conferenceId = c.id
            """;

    @Query(LISTING + "order by c.startsOn, c.id")
    List<ConferenceListing> listings();

    @Query(LISTING + "where c.slug = :slug")
    Optional<ConferenceListing> listing(String slug);

    @Query(LISTING + "where c.id = :id")
    Optional<ConferenceListing> listing(long id);

    @Query("select c.id from Conference c where c.slug = :slug")
    Optional<Long> idOf(String slug);

    /** Takes the seats if that many are left, in one statement, so that two workers cannot sell the same seat. */
    @Modifying
    @Query("update Conference c set c.seatsReserved = c.seatsReserved + :wanted"
            + " where c.id = :id and c.seatsReserved + :wanted <= c.seats")
    int reserve(long id, int wanted);

    /** Brings the read model of one conference up to date. */
    @Modifying
    @Query("update SeatsLeft s set s.updatedAt = :now,"
            + " s.seats = (select c.seats - c.seatsReserved from Conference c where c.id = s.conferenceId)"
            + " where s.conferenceId = :id")
    int refreshSeatsLeft(long id, Instant now);
}
