package dev.startupguard.sample.conference;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A conference as the pages show it; {@code seatsLeft} is {@code null} while the read model is being rebuilt. */
public record ConferenceListing(
        String slug,
        String title,
        String summary,
        String place,
        LocalDate startsOn,
        LocalDate endsOn,
        int seats,
        @Nullable Integer seatsLeft) {
    public boolean soldOut() {
        return seatsLeft != null && seatsLeft == 0;
    }

    /** The days in words, such as "11–12 March 2027". */
    public String dates() {
        if (startsOn.equals(endsOn)) {
            return words("d MMMM yyyy").format(startsOn);
        }
        boolean sameMonth = YearMonth.from(startsOn).equals(YearMonth.from(endsOn));
        return words(sameMonth ? "d" : "d MMMM ").format(startsOn)
                + (sameMonth ? "–" : "– ")
                + words("d MMMM yyyy").format(endsOn);
    }

    private static DateTimeFormatter words(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
