package dev.startupguard.settings;

import java.util.Optional;
import java.util.Set;

/** One place that settings come from. Sources are asked in order; the first that has a value decides. */
public interface SettingsSource {

    /** The value for a setting with the words that name its origin, or empty if this place says nothing of it. */
    Optional<Setting> find(GuardKey key);

    /** Names in this place that claim to be settings of the guard, each as it is written there, and are none. */
    Set<String> unknownNames();

    /** How unknown names are treated: refused, or only logged where others may own them. */
    default boolean refusesUnknownNames() {
        return true;
    }

    /** The place in words, such as {@code system properties}. */
    String name();
}
