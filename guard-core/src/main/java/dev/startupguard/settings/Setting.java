package dev.startupguard.settings;

/**
 * A value found for a setting.
 *
 * @param key the setting
 * @param value the text as found, without surrounding white space
 * @param origin where it was found, in words for an error message, such as {@code environment variable GUARD_ROLE}
 */
public record Setting(GuardKey key, String value, String origin) {

    private static final int LONGEST_SHOWN = 80;

    public Setting {
        value = value.strip();
    }

    /** An error that names this setting, its value (unless secret), what is accepted and what to do. */
    public InvalidSettingException invalid() {
        return InvalidSettingException.of(this);
    }

    /** The value as it may stand in a log line: no secret, no control characters, not too long. */
    String shown() {
        if (key.isSecret()) {
            return "***";
        }
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "...";
    }

    @Override
    public String toString() {
        return key.key() + "=" + shown() + " (" + origin + ")";
    }
}
