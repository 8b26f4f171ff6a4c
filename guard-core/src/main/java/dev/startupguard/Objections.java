package dev.startupguard;

import org.jspecify.annotations.Nullable;

/**
 * What the application itself says against its availability, beside what the guard knows. Immutable.
 *
 * @param toReadiness why it should get no traffic, in a sentence for operators; null where it says nothing against it
 * @param toLiveness why no waiting mends it, likewise
 */
public record Objections(
        @Nullable String toReadiness, @Nullable String toLiveness) {

    public static final Objections NONE = new Objections(null, null);

    /** With another word on readiness; null takes it back. */
    public Objections withReadiness(@Nullable String reason) {
        return new Objections(reason, toLiveness);
    }

    /** With another word on liveness; null takes it back. */
    public Objections withLiveness(@Nullable String reason) {
        return new Objections(toReadiness, reason);
    }
}
