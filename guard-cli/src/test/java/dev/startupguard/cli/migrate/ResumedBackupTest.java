package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.GuardRun;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup of the first run is the one of the state to which a restore must lead, however often it is resumed. */
class ResumedBackupTest {
    private static final String[] BACKUP = {"--backup-command", "echo made >> c1.bak", "--backup-file", "c1.bak"};

    @TempDir
    Path folder;

    private Release release;

    @BeforeEach
    void aRunFailedAfterItsBackup() {
        release = new Release(folder, TestDatabase.H2)
                .with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO no_such_table VALUES (1)");
        assertThat(release.call(BACKUP).exitCode()).isEqualTo(4);
    }

    private GuardRun resume(String... options) {
        String[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = "--resume";
        return release.call(all);
    }

    @Test
    void theSameCallWithResumeKeepsIt() {
        GuardRun resumed = resume(BACKUP);

        assertThat(resumed.exitCode()).isEqualTo(4);
        assertThat(resumed.err()).contains("Backup of the run that is resumed: ", "c1.bak, 5 bytes");
        assertThat(folder.resolve("c1.bak")).hasContent("made");
    }

    @Test
    void itIsNamedHoweverOftenTheRunIsResumed() {
        resume("--no-backup");

        GuardRun second = resume("--format", "json");
        GuardRun another = resume("--backup-command", "echo half > c2.bak", "--backup-file", "c2.bak");
        release.with("V1__a.sql", "CREATE TABLE a (id INT)");
        GuardRun last = resume();

        assertThat(second.err()).contains("\nBackup: " + folder.resolve("c1.bak") + ", 5 bytes");
        assertThat(second.out()).contains("\"backup\" : \"" + folder.resolve("c1.bak") + ", 5 bytes");
        assertThat(another.err())
                .contains("; and of the state before it was resumed: " + folder.resolve("c2.bak"))
                .contains("restore the backup that is named above");
        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.out()).contains("\nBackup: " + folder.resolve("c1.bak") + ", 5 bytes");
    }

    @Test
    void aRunThatHasNoneMustSayWhatBecomesOfIt() {
        Path other = folder.resolve("other");
        Release withoutBackup = new Release(other, TestDatabase.H2)
                .with("V1__a.sql", "CREATE TABLE a (id INT)", "INSERT INTO no_such_table VALUES (1)");
        withoutBackup.migrate();

        GuardRun undecided = withoutBackup.call("--resume");

        assertThat(undecided.exitCode()).isEqualTo(2);
        assertThat(undecided.err()).contains("It is not said what becomes of a backup");
        assertThat(withoutBackup.migrate("--resume", "--format", "json").out()).contains("\"backup\" : null\n");
    }

    @Test
    void aFileThatIsNotAsTheJournalHasItIsNotTakenForIt() throws IOException {
        Files.writeString(folder.resolve("c1.bak"), "something else");

        GuardRun resumed = resume(BACKUP);

        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.err()).contains("c1.bak is there already");
        assertThat(folder.resolve("c1.bak")).hasContent("something else");
    }
}
