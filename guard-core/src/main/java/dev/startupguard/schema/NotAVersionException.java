package dev.startupguard.schema;

import java.io.Serial;

/** The database holds a text that is not a version where it should hold one. */
final class NotAVersionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 60;

    NotAVersionException(String text, String where) {
        super("The version '" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "' in " + where
                + " is not a schema version. Expected numbers separated by dots or underscores, such as 3 or 1.2."
                + " Correct that row in the database.");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
