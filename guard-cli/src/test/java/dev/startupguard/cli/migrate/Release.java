package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A database, the migrations of a release and calls of {@code guard migrate} about them. */
final class Release {
    /** What differs from run to run. */
    private static final String TIMES = "\\d+\\.\\d s|\\d{4}-\\d\\d-\\d\\d[ T][0-9:.+-]*[0-9]";

    private final Path folder;
    private final Path migrations;
    private final FreshDatabase database;
    private final GuardRun.Calls guard;

    Release(Path folder, TestDatabase kind) {
        this(folder, kind == TestDatabase.H2 ? TestDatabase.h2File(folder) : kind.create());
    }

    /** On a database that is there already. */
    Release(Path folder, FreshDatabase database) {
        this.folder = folder;
        this.database = database;
        migrations = folder.resolve("migrations");
        guard = new GuardRun.Calls(folder);
        try {
            Files.createDirectories(migrations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for another user. */
    Release as(FreshDatabase user) {
        return new Release(folder, user);
    }

    /** What is there already counts as version 1. */
    void baseline() {
        flyway().baseline();
    }

    Release with(String script, String... statements) {
        try {
            if (script.endsWith(".conf")) {
                Files.writeString(migrations.resolve(script), statements[0]);
                return this;
            }
            Files.writeString(migrations.resolve(script), String.join(";\n", statements) + ";\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a variable of the environment. */
    Release set(String variable, String value) {
        guard.with(variable, value);
        return this;
    }

    FreshDatabase database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    String location() {
        return "filesystem:" + migrations;
    }

    /** Without a backup, and with short time-outs. */
    GuardRun migrate(String... options) {
        List<String> all = new ArrayList<>(List.of("--no-backup", "--lock-timeout", "200ms"));
        all.addAll(List.of(options));
        return call(all.toArray(String[]::new));
    }

    /** With these options alone. */
    GuardRun call(String... options) {
        return command("migrate", options);
    }

    /** Another command, about the same database and migrations. */
    GuardRun command(String name, String... options) {
        List<String> all = new ArrayList<>(List.of(name, "--locations", location()));
        all.addAll(List.of(options));
        return guard.on(database, all.toArray(String[]::new));
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(location())
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    /** Somebody has run Flyway by itself. */
    void flywayFails() {
        assertThatThrownBy(() -> flyway().migrate()).isInstanceOf(FlywayException.class);
    }

    void assertComplete() {
        Flyway flyway = flyway();
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    List<String> history() {
        String quote = database.kind() == TestDatabase.MARIADB ? "`" : "\"";
        return database.column(("SELECT CONCAT(#script#, CASE WHEN #success# THEN ' ok' ELSE ' failed' END)"
                        + " FROM #flyway_schema_history# WHERE #installed_rank# > 0 ORDER BY #installed_rank#")
                .replace("#", quote));
    }

    /** The tables that anybody has created. */
    List<String> tables() {
        try (Connection connection = database.connect();
                ResultSet table = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE"})) {
            List<String> tables = new ArrayList<>();
            while (table.next()) {
                tables.add(table.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a person reads, without what differs from run to run. */
    String masked(String text) {
        return text.replaceAll(TIMES, "TIME")
                .replaceAll("\\S+@\\S+, process \\d+", "USER@HOST, process PID")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "RUN")
                .replaceAll("SHA-256 [0-9a-f]{64}", "SHA-256 SUM")
                .replaceAll("\"sha256\" : \"[0-9a-f]{64}", "\"sha256\" : \"SUM")
                .replaceAll("\"milliseconds\" : \\d+", "\"milliseconds\" : 0")
                .replace(database.url().replaceFirst("[?;].*$", ""), "URL")
                .replaceAll("guard_[0-9a-f]{12}", "DATABASE")
                .replace(folder.toString(), "FOLDER");
    }
}
