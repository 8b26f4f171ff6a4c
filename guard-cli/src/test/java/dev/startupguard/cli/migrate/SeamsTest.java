package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.Golden;
import dev.startupguard.cli.console.FailureReport;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.migrate.MigrationReview.Finding;
import dev.startupguard.test.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What other commands plug in: the review of the plan, and the switch of maintenance mode. */
class SeamsTest {
    private static final MigrationReview DROPS = (target, plan) -> plan.migrations().stream()
            .filter(migration -> migration.script().contains("drop"))
            .map(migration ->
                    new Finding(migration.script(), 1, "error", "drop-table", "builds that use the table fail", true))
            .toList();

    @TempDir
    Path folder;

    private Release release;
    private final List<String> events = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void release() {
        release = new Release(folder, TestDatabase.H2)
                .with("V1__a.sql", "CREATE TABLE a (id INT)")
                .with("V2__drop.sql", "DROP TABLE a");
    }

    private int migrate(String... options) {
        MaintenanceSwitch maintenance = new MaintenanceSwitch() {
            @Override
            public String enter() {
                events.add("on, tables: " + release.tables().contains("a"));
                return "on.";
            }

            @Override
            public String leave() {
                events.add("off, applied: " + release.history());
                return "off.";
            }
        };
        Session session = new Session(
                Map.of("GUARD_DB_PASSWORD", release.database().password()),
                folder,
                out,
                new PrintWriter(err, true),
                question -> null);
        FailureReport failures = new FailureReport(session);
        List<String> all = new ArrayList<>(List.of("--locations", release.location()));
        all.addAll(List.of(
                "--url", release.database().url(), "--user", release.database().user()));
        all.addAll(List.of(options));
        return new CommandLine(new MigrateCommand(session, DROPS, maintenance))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(all.toArray(String[]::new));
    }

    @Test
    void destructiveMigrationsNeedContract() {
        assertThat(migrate("--no-backup")).isEqualTo(1);
        Golden.assertSame("migrate-contract.txt", release.masked(err.toString()));
        assertThat(release.tables()).doesNotContain("a");
        assertThat(events).isEmpty();

        assertThat(migrate("--no-backup", "--contract")).as(err.toString()).isZero();
        assertThat(release.history()).containsExactly("V1__a.sql ok", "V2__drop.sql ok");
    }

    @Test
    void aDryRunNamesThem() {
        assertThat(migrate("--dry-run")).isZero();
        assertThat(out.toString())
                .contains("\nV2__drop.sql:1: error: drop-table: builds that use the table fail; needs --contract");
    }

    @Test
    void maintenanceModeIsSwitchedAroundTheMigrations() {
        assertThat(migrate("--no-backup", "--contract")).isZero();
        assertThat(events).containsExactly("on, tables: false", "off, applied: [V1__a.sql ok, V2__drop.sql ok]");
    }

    @Test
    void maintenanceModeStaysAfterAFailure() {
        release.with("V2__drop.sql", "DROP TABLE b");

        assertThat(migrate("--no-backup", "--contract")).isEqualTo(4);
        assertThat(events).containsExactly("on, tables: false");
        assertThat(err.toString()).contains("Maintenance mode: on.").doesNotContain("Maintenance mode: off.");
    }
}
