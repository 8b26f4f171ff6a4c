package dev.startupguard.cli.target;

import dev.startupguard.cli.console.CliFailure;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** What is looked at before a driver sees the URL, which may log it, or show parts of it in its errors. */
final class JdbcUrl {
    /** Behind the slashes something else than a host and a port, and then an at sign. */
    private static final Pattern PASSWORD = Pattern.compile("^jdbc:[^?;]*?//(?![^/?;:]*(:\\d+)?/)[^?;]*:[^?;]*@.*");

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final List<Logger> DRIVERS =
            List.of(Logger.getLogger("org.postgresql"), Logger.getLogger("com.microsoft.sqlserver.jdbc"));

    private JdbcUrl() {}

    /** H2 creates a database that is not there, unless the URL says otherwise. */
    static String ofExisting(String url) {
        return url.startsWith("jdbc:h2:")
                        && !url.contains("mem:")
                        && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=")
                ? url + ";IFEXISTS=TRUE"
                : url;
    }

    static void refuse(String url, boolean maybeSqlServer) {
        DRIVERS.forEach(driver -> driver.setLevel(Level.OFF));
        if (url.startsWith("jdbc:mysql:")) {
            throw CliFailure.usage(
                    "There is no driver for jdbc:mysql: URLs.",
                    "a URL such as jdbc:mariadb://host/name, for MySQL as well.",
                    "use jdbc:mariadb: instead of jdbc:mysql:.");
        }
        if (url.startsWith("jdbc:sqlserver:") && !maybeSqlServer) {
            throw CliFailure.usage(
                    "This command does not work on " + url.replaceFirst(";.*$", "") + ".",
                    "a JDBC URL of H2, PostgreSQL or MariaDB (MySQL through jdbc:mariadb:).",
                    "for SQL Server, guard script makes a script of what is pending, and guard lint --dialect sqlserver looks at a build.");
        }
        if (PASSWORD.matcher(url).matches()) {
            throw CliFailure.usage(
                    "The JDBC URL has a user and a password in front of the host.",
                    "a URL such as jdbc:postgresql://host/name: drivers take what is in front of the host for a part of it.",
                    "give --user, and the password by GUARD_DB_PASSWORD.");
        }
    }
}
