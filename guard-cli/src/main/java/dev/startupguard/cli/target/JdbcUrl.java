package dev.startupguard.cli.target;

import dev.startupguard.cli.console.CliFailure;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** What is looked at before a driver sees the URL, which may log it, or show parts of it in its errors. */
final class JdbcUrl {
    /** Behind the slashes something else than a host and a port, and then an at sign. */
    private static final Pattern PASSWORD = Pattern.compile("^jdbc:[^?;]*?//(?![^/?;:]*(:\\d+)?/)[^?;]*:[^?;]*@.*");

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private JdbcUrl() {}

    static void refuseWhatNoDriverTakes(String url) {
        DRIVER.setLevel(Level.OFF);
        if (PASSWORD.matcher(url).matches()) {
            throw CliFailure.usage(
                    "The JDBC URL has a user and a password in front of the host.",
                    "a URL such as jdbc:postgresql://host/name: drivers take what is in front of the host for a part of it.",
                    "give --user, and the password by GUARD_DB_PASSWORD.");
        }
    }
}
