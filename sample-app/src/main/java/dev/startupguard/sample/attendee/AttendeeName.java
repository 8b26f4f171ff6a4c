package dev.startupguard.sample.attendee;

/** A person's name; the first name may be empty. */
public record AttendeeName(String first, String last) {
    public AttendeeName {
        first = first.strip();
        last = last.strip();
    }

    /** Splits at the last space, as the migration of release 2 does. */
    public static AttendeeName split(String full) {
        String words = full.strip().replaceAll("\\s+", " ");
        int lastSpace = words.lastIndexOf(' ');
        return lastSpace < 0
                ? new AttendeeName("", words)
                : new AttendeeName(words.substring(0, lastSpace), words.substring(lastSpace + 1));
    }

    public String full() {
        return (first + " " + last).strip();
    }
}
