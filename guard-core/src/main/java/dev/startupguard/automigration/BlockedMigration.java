package dev.startupguard.automigration;

import java.time.Instant;
import java.util.Objects;

/**
 * A schema change that the application would have made at start-up and was kept from.
 *
 * @param what the change in words, such as {@code schema generation by Hibernate}
 * @param setting the name of the setting that asked for it
 * @param value that setting's value
 * @param target the database, without credentials
 * @param at when it was blocked
 */
public record BlockedMigration(String what, String setting, String value, String target, Instant at) {

    public BlockedMigration {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(at, "at");
    }

    boolean isSameAs(BlockedMigration other) {
        return what.equals(other.what)
                && setting.equals(other.setting)
                && value.equals(other.value)
                && target.equals(other.target);
    }
}
