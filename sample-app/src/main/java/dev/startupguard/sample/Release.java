package dev.startupguard.sample;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One of the three releases that this jar can run as. */
public enum Release {
    ONE("1"),
    TWO("2"),
    THREE("3");

    static final String VARIABLE = "SAMPLE_RELEASE";

    private final String number;

    Release(String number) {
        this.number = number;
    }

    static Release of(@Nullable String number) {
        if (number == null) {
            return THREE;
        }
        return Arrays.stream(values())
                .filter(release -> release.number.equals(number))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        VARIABLE + " is '" + number + "'; expected 1, 2 or 3. Set one of them, or none for 3."));
    }

    /** The Spring profile that selects the release's migrations and its mapping of the attendee. */
    public String profile() {
        return "release-" + number;
    }

    /** Whether the release asks for first and last name apart. */
    public boolean splitsNames() {
        return this != ONE;
    }

    public String number() {
        return number;
    }
}
