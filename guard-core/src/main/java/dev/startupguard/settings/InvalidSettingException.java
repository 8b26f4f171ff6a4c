package dev.startupguard.settings;

/** A setting has a value that the guard does not accept, or a name that it does not know. Start-up fails with it. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }

    static InvalidSettingException of(Setting setting) {
        GuardKey key = setting.key();
        String found = key.isSecret() ? "has a value (not shown) that is not accepted" : "is '" + setting.shown() + "'";
        String instead = key.defaultValue() == null
                ? "remove it"
                : key.defaultValue().isEmpty() ? "remove it to have none" : "remove it to use " + key.defaultValue();
        return new InvalidSettingException("%s (%s) %s; expected %s. Correct the value, or %s."
                .formatted(key.key(), setting.origin(), found, key.expected(), instead));
    }
}
