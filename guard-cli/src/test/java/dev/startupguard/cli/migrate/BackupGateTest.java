package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupGateTest {
    @TempDir
    Path folder;

    private Release release;

    @BeforeEach
    void release() {
        release = new Release(folder, TestDatabase.H2).with("V1__a.sql", "CREATE TABLE a (id INT)");
    }

    @Test
    void itMustBeSaidWhatBecomesOfABackup() {
        assertRefused(2, "It is not said", release.call());
        assertRefused(2, "It is not said", release.call("--backup-command", "true"));
        assertRefused(2, "It is not said", release.call("--backup-file", "x"));
        assertRefused(
                2,
                "--no-backup is given, and a backup as well.",
                release.call("--no-backup", "--backup-command", "true", "--backup-file", "x"));
    }

    @Test
    void aCommandThatFailsStopsTheRun() {
        GuardRun run = release.call(
                "--backup-command", "echo it has password=\\'geh eim\\'; echo x > x; exit 7", "--backup-file", "x");

        assertRefused(1, "ended with exit code 7", run);
        assertThat(run.err()).contains("  it has password=").doesNotContain("geh", "eim");
    }

    @Test
    void aProgramThatFailsInAPipeStopsTheRun() {
        String half = "(echo half; exit 3) | cat > \"$GUARD_BACKUP_FILE\"";

        assertRefused(1, "ended with exit code 3", release.call("--backup-command", half, "--backup-file", "x"));
    }

    @Test
    void withoutBashAPipeIsRefusedBeforeItRunsAndWhatHasNoneRuns() {
        release.set("PATH", folder.toString());

        assertRefused(1, "has a pipe", release.call("--backup-command", "echo > x | echo", "--backup-file", "x"));
        assertThat(folder.resolve("x")).doesNotExist();
        GuardRun without = release.call("--backup-command", "echo 'a | b' > x || exit 1", "--backup-file", "x");
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(folder.resolve("x")).hasContent("a | b");
    }

    @Test
    void aFileThatIsMissingOrEmptyOrOldStopsTheRun() throws IOException {
        assertRefused(1, "there is no file", release.call("--backup-command", "true", "--backup-file", "x"));
        assertRefused(1, "is empty", release.call("--backup-command", ": > x", "--backup-file", "x"));
        Files.delete(folder.resolve("x"));
        Files.writeString(folder.resolve("old"), "of last week");
        Files.setLastModifiedTime(
                folder.resolve("old"), FileTime.from(Instant.now().minusSeconds(3600)));
        assertRefused(1, "before this run", release.call("--backup-command", "mv old x", "--backup-file", "x"));
        assertRefused(1, "there is no file", release.call("--backup-command", "mkdir d", "--backup-file", "d"));
    }

    @Test
    void aFileThatIsThereAlreadyIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("x"), "the only good one");

        assertRefused(1, "is there already", release.call("--backup-command", "echo > x", "--backup-file", "x"));
        assertThat(folder.resolve("x")).hasContent("the only good one");
    }

    @Test
    void theCommandKnowsTheFile() {
        GuardRun run =
                release.call("--backup-command", "echo saved > \"$GUARD_BACKUP_FILE\"", "--backup-file", "b.sql");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("b.sql")).hasContent("saved");
    }

    @Test
    void passwordsInTheCommandsAreNotShownAndNotKept() {
        release.with("V2__b.sql", "INSERT INTO no_such_table VALUES (1)");
        GuardRun run = release.call(
                "--backup-command",
                "echo postgresql://u:geheim@db/shop -pgeheim; PGPASSWORD='geheim x' sh -c 'echo x' > b.sql",
                "--backup-file",
                "b.sql",
                "--restore-command",
                "sh -c 'PGPASSWORD=\"geheim x\" psql postgresql://u:geheim@db/shop' -pgeheim --password='geheim;x' -f b.sql",
                "--format",
                "json");
        GuardRun resumed = release.call("--dry-run");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.out() + run.err() + resumed.out() + resumed.err()).doesNotContain("geheim");
        assertThat(run.err())
                .contains("  postgresql://u:***@db/shop -p***\n")
                .contains("restore it, with the password for ***, with: sh -c 'PGPASSWORD=\"***\""
                        + " psql postgresql://u:***@db/shop' -p*** --password='***' -f b.sql");
        assertThat(release.database().column("SELECT detail FROM guard_migration_run"))
                .anyMatch(detail -> detail.contains("psql postgresql://u:***@db/shop' -p*** --password='***' -f b.sql"))
                .noneMatch(detail -> detail.contains("geheim"));
    }

    private void assertRefused(int exitCode, String part, GuardRun run) {
        assertThat(run.err()).contains(part, "\nExpected: ", "\nWhat to do: ");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(release.tables()).doesNotContain("a");
    }
}
