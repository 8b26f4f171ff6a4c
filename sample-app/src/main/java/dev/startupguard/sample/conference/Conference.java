package dev.startupguard.sample.conference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;

/** A conference and its seats; {@code seatsReserved} decides whether an order is confirmed. */
@Entity
public class Conference {
    @Id
    private long id;

    private String slug = "";
    private String title = "";
    private String summary = "";
    private String place = "";
    private LocalDate startsOn = LocalDate.EPOCH;
    private LocalDate endsOn = LocalDate.EPOCH;
    private int seats;
    private int seatsReserved;

    protected Conference() {}

    public long getId() {
        return id;
    }

    public String getSlug() {
        return slug;
    }

    public String getTitle() {
        return title;
    }

    public String getSummary() {
        return summary;
    }

    public String getPlace() {
        return place;
    }

    public LocalDate getStartsOn() {
        return startsOn;
    }

    public LocalDate getEndsOn() {
        return endsOn;
    }

    public int getSeats() {
        return seats;
    }

    public int getSeatsReserved() {
        return seatsReserved;
    }
}
