package dev.startupguard.cli.target;

import dev.startupguard.GuardedFlyway;
import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import dev.startupguard.cli.console.Session;
import dev.startupguard.schema.HistoryTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The database and the build that a command is about. Opens no connection by itself.
 *
 * @param flyway Flyway's configuration, as Flyway itself would have it
 * @param url the database's JDBC URL; may hold a password, so show {@link #shownUrl()} only
 * @param build what the build's jar holds; closed with this
 */
public record Target(FluentConfiguration flyway, String url, BuildJar build) implements AutoCloseable {

    private static final List<String> OF_A_DATABASE = List.of("flyway.url", "flyway.user", "flyway.password");

    /** From the options of a command and everything around it. */
    public static Target of(Session session, DatabaseOptions database, BuildOptions build) {
        return of(session, database, build, false, false);
    }

    /** For a command that changes nothing, and must not create the file of an H2 database either. */
    public static Target existing(Session session, DatabaseOptions database, BuildOptions build) {
        return of(session, database, build, true, false);
    }

    /** For a command that only reads what is pending, which is all that is done with a SQL Server. */
    public static Target scripted(Session session, DatabaseOptions database, BuildOptions build) {
        return of(session, database, build, true, true);
    }

    private static Target of(
            Session session, DatabaseOptions database, BuildOptions build, boolean mustExist, boolean maybeSqlServer) {
        FlywayProperties sources = new FlywayProperties(session);
        Map<String, String> properties = properties(sources, session, database, build);
        String url = properties.get("flyway.url");
        if (url == null) {
            throw CliFailure.usage(
                    "No database is named.",
                    "a JDBC URL such as jdbc:postgresql://host/name.",
                    "give --url, or set FLYWAY_URL, SPRING_DATASOURCE_URL or flyway.url in flyway.conf. guard lint, and guard script"
                            + " --idempotent, look at a build alone with --dialect.");
        }
        JdbcUrl.refuse(url, maybeSqlServer);
        if (mustExist) {
            properties.put("flyway.url", JdbcUrl.ofExisting(url));
        }
        sources.completePassword(properties);
        return open(session, build, properties, url);
    }

    /** The build alone: a database that the settings name is not asked, and no password is. */
    public static Target withoutDatabase(Session session, DatabaseOptions database, BuildOptions build) {
        if (database.url != null || database.user != null) {
            throw CliFailure.usage(
                    "A database is named (--url or --user), and the build alone is to be read.",
                    "one of both: --dialect is for a build without a database.",
                    "leave --url and --user out; or leave --dialect out, to read what is pending in that database.");
        }
        Map<String, String> properties = properties(new FlywayProperties(session), session, database, build);
        OF_A_DATABASE.forEach(properties::remove);
        return open(session, build, properties, "");
    }

    private static Map<String, String> properties(
            FlywayProperties sources, Session session, DatabaseOptions database, BuildOptions build) {
        Map<String, String> options = database.asProperties();
        options.putAll(build.asProperties());
        return sources.collect(database.configurationFiles(session.workingDirectory()), options);
    }

    private static Target open(Session session, BuildOptions build, Map<String, String> properties, String url) {
        BuildJar jar = build.jar == null ? BuildJar.none() : BuildJar.open(session.workingDirectory(), build.jar);
        try {
            FluentConfiguration flyway = new FluentConfiguration(jar.classLoader());
            flyway.workingDirectory(session.workingDirectory().toString());
            // Otherwise Flyway passes over a file with a typing error in its name.
            properties.putIfAbsent("flyway.validateMigrationNaming", "true");
            // By name, for its package builds on this one.
            properties.putIfAbsent("flyway.loggers", "dev.startupguard.cli.flyway.FlywayLog");
            flyway.configuration(properties);
            return new Target(flyway, url, jar);
        } catch (FlywayException e) {
            jar.close();
            throw CliFailure.usage(
                    "Flyway does not accept the settings: " + Redaction.of(e, url) + ".",
                    "settings of Flyway's open source edition, and a database of the kinds H2, PostgreSQL or MariaDB.",
                    "correct the URL, the option, the variable or the line of the configuration file that is named.",
                    e);
        }
    }

    /** A data source that opens a connection at every call. */
    public DataSource dataSource() {
        try {
            return flyway.getDataSource();
        } catch (FlywayException e) {
            throw CliFailure.usage(
                    "No driver for " + shownUrl() + ": " + Redaction.of(e, url) + ".",
                    "a JDBC URL of H2, PostgreSQL or MariaDB (MySQL through jdbc:mariadb:), whose drivers come with this tool.",
                    "correct --url.",
                    e);
        }
    }

    /** Tells at once, and in words, that the database is not reachable. */
    public void requireReachable() {
        connect(connection -> connection.getMetaData().getDatabaseProductName());
    }

    /** Uses one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Opens a connection, works, closes it; any error of the database ends the command. */
    public <T> T connect(Work<T> work) {
        try (Connection connection = dataSource().getConnection()) {
            return work.with(connection);
        } catch (SQLException | FlywayException e) {
            throw refused(e);
        }
    }

    /** The database is not reachable or refuses. */
    public CliFailure refused(Exception failure) {
        return CliFailure.database(
                "The database " + shownUrl() + " cannot be used: " + Redaction.of(failure, url) + ".",
                "a running database that lets this user in and grants what the command needs.",
                "check --url, --user, the password (GUARD_DB_PASSWORD) and the user's rights.",
                failure);
    }

    public String shownUrl() {
        return Redaction.of(url.replaceFirst("[?;].*$", ""));
    }

    /** Where the schema history is, by the settings. */
    public HistoryTable history() {
        return GuardedFlyway.history(flyway);
    }

    public List<String> locations() {
        return Arrays.stream(flyway.getLocations()).map(Object::toString).toList();
    }

    /** Stops where a location is no folder: Flyway passes over it, and a script without its migrations would look finished. */
    public void requireLocations() {
        for (String location : locations()) {
            if (location.startsWith("filesystem:") && !location.contains("*") && !location.contains("?")) {
                Path folder = Path.of(location.substring("filesystem:".length()));
                if (!Files.isDirectory(folder)) {
                    throw noSuch(location, "a folder that exists and may be read");
                }
            } else if (location.startsWith("classpath:")
                    && !location.contains("*")
                    && build.classLoader().getResource(location.substring("classpath:".length())) == null) {
                throw isFolder(location.substring("classpath:".length()))
                        ? meantFolder(location)
                        : noSuch(location, "a folder in the jar of the build, named with --jar");
            }
        }
    }

    private boolean isFolder(String name) {
        String workingDirectory = flyway.getWorkingDirectory();
        return workingDirectory != null
                && Files.isDirectory(Path.of(workingDirectory).resolve(name));
    }

    /** Flyway looks for a name without a prefix in the class path. */
    private static CliFailure meantFolder(String location) {
        String name = location.substring("classpath:".length());
        return CliFailure.usage(
                "There is no such location: " + location + ".",
                "a folder in the jar of the build, or filesystem: in front of one that is here.",
                "write filesystem:" + name + " for the folder of that name.");
    }

    private static CliFailure noSuch(String location, String expected) {
        return CliFailure.usage(
                "There is no such location: " + location + ".", expected + ".", "correct --locations or --jar.");
    }

    @Override
    public void close() {
        build.close();
    }
}
