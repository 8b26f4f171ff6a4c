package dev.startupguard.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceFileTest implements BreakableSourceContract {

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private Path path;
    private MaintenanceFile file;

    @BeforeEach
    void noFileYet() {
        path = folder.resolve("maintenance.properties");
        file = new MaintenanceFile(path, clock);
    }

    @Override
    public MaintenanceSource source() {
        return file;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public void tell(MaintenanceMode mode, @Nullable String reason, @Nullable Instant until) throws IOException {
        write("mode=" + mode.label() + (reason == null ? "" : "\nreason=" + reason)
                + (until == null ? "" : "\nuntil=" + until));
    }

    @Override
    public void end() throws IOException {
        Files.delete(path);
    }

    @Override
    public void breakSource() throws IOException {
        write("mode=o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n", "\uFEFF"})
    void anEmptyFileMeansOn(String text) throws Exception {
        write(text);

        assertThat(file.read()).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(MaintenanceMode.ON);
            assertThat(state.reason()).isNull();
            assertThat(state.until()).isNull();
        });
    }

    @Test
    void commentsSpacesAndWindowsLinesAreFine() throws Exception {
        write("\uFEFF# planned\r\n\r\n mode = READ_ONLY \r\nreason: stocktaking\r\n");

        assertThat(file.read()).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(MaintenanceMode.READ_ONLY);
            assertThat(state.reason()).isEqualTo("stocktaking");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-31T09:00:00Z", "2027-01-31T10:00:00+01:00", "2027-01-31T10:00+01:00"})
    void theEndIsReadWithItsOffset(String until) throws Exception {
        write("mode=on\nuntil=" + until);

        assertThat(file.read().orElseThrow().until()).isEqualTo("2027-01-31T09:00:00Z");
    }

    @Test
    void theModeHoldsSinceTheFileWasWrittenAlsoAfterARestart() throws Exception {
        Instant written = clock.instant().minusSeconds(3600);
        write("mode=on");
        Files.setLastModifiedTime(path, FileTime.from(written));

        assertThat(file.read().orElseThrow().since()).isEqualTo(written);
        assertThat(new MaintenanceFile(path, clock).read().orElseThrow().since())
                .isEqualTo(written);
    }

    @Test
    void aTouchIsNoChange() throws Exception {
        write("mode=on");
        MaintenanceState before = file.read().orElseThrow();
        clock.advance(Duration.ofMinutes(5));
        Files.setLastModifiedTime(path, FileTime.from(clock.instant()));

        assertThat(file.read()).contains(before);
    }

    @Test
    void theSwapOfAMountedConfigMapIsFollowed() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..2027_01_31_06"));
        Path second = Files.createDirectory(folder.resolve("..2027_01_31_07"));
        Files.writeString(first.resolve("maintenance.properties"), "mode=on\nreason=one");
        Files.writeString(second.resolve("maintenance.properties"), "mode=read-only\nreason=two");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(path, Path.of("..data", "maintenance.properties"));
        assertThat(file.read().orElseThrow().reason()).isEqualTo("one");

        Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(folder.resolve("..data_tmp"), data, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(first.resolve("maintenance.properties"));

        assertThat(file.read().orElseThrow().reason()).isEqualTo("two");

        Files.delete(second.resolve("maintenance.properties"));

        assertThat(file.read()).as("the key was taken out, the link dangles").isEmpty();
    }

    @Test
    void anAtomicRenameIsFollowed() throws Exception {
        write("mode=on");
        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.ON);
        Path next = Files.writeString(folder.resolve("next"), "mode=off");

        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);

        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aFolderThatIsMissingIsNoOpinion() throws Exception {
        assertThat(new MaintenanceFile(folder.resolve("nowhere/maintenance.properties"), clock).read())
                .isEmpty();
    }

    @Test
    void aFileJustEmptiedMayBeHalfWrittenSoItsLastWordHolds() throws Exception {
        write("mode=off");
        file.read();

        writeAt("", clock.instant().minusMillis(999));
        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.OFF);

        clock.advance(Duration.ofMillis(1));
        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.ON);
    }

    @Test
    void aFileThatAppearsEmptyMayBeHalfWritten() throws Exception {
        assertThat(file.read()).isEmpty();

        writeAt("", clock.instant());
        assertThat(file.read()).isEmpty();

        clock.advance(MaintenanceFile.SETTLING);
        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.ON);
    }

    @Test
    void anEmptyFileAtTheFirstReadCountsAtOnceSoThatNothingOpensBehindIt() throws Exception {
        writeAt("", clock.instant());

        assertThat(file.read().orElseThrow().mode()).isEqualTo(MaintenanceMode.ON);
    }

    @Test
    void anEmptyFileFromAClockAheadCountsAtOnce() throws Exception {
        file.read();
        writeAt("", clock.instant().plusSeconds(3600));

        assertThat(file.read()).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(MaintenanceMode.ON);
            assertThat(state.since()).isEqualTo(clock.instant());
        });
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("mode=o", "has mode=o; expected mode=on, mode=read-only or mode=off"),
                arguments("mode=", "has mode=; expected mode=on, mode=read-only or mode=off"),
                arguments("mode=on off", "has mode=on off; expected mode=on, mode=read-only or mode=off"),
                arguments("reason=x", "has no mode; expected mode=on, mode=read-only or mode=off"),
                arguments("# mode=on", "has no mode; expected mode=on, mode=read-only or mode=off"),
                arguments("on", "has the unknown key 'on'; expected mode, reason and until"),
                arguments("mode=on\nmsg=x", "has the unknown key 'msg'; expected mode, reason and until"),
                arguments("Mode=on", "has the unknown key 'Mode'; expected mode, reason and until"),
                arguments("mode=on\nmode=off", "has a key twice; expected mode, reason and until once each"),
                arguments(
                        "mode=on\nuntil=tomorrow",
                        "has until=tomorrow; expected a time with its offset such as 2027-01-31T06:00:00Z or"
                                + " 2027-01-31T07:00:00+01:00"),
                arguments(
                        "mode=on\nuntil=2027-01-31T09:00:00",
                        "has until=2027-01-31T09:00:00; expected a time with its offset such as 2027-01-31T06:00:00Z or"
                                + " 2027-01-31T07:00:00+01:00"),
                arguments(
                        "mode=on\nreason=" + "x".repeat(501),
                        "has a reason that is too long; expected at most 500 characters"),
                arguments(
                        "mode=on\nreason=\\u12",
                        "has an incomplete \\u escape; expected \\u and four hexadecimal digits"),
                arguments("mode=on\n#" + "x".repeat(64 * 1024), "is larger than 64 KiB; expected a few lines"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aBrokenFileIsRefusedInOneClearMessage(String text, String problem) throws Exception {
        write(text);

        assertRefused(problem);
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Files.write(path, new byte[] {'m', 'o', 'd', 'e', '=', 'o', 'n', '\n', (byte) 0xE4});

        assertRefused("is not UTF-8; expected a text file in UTF-8");
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws Exception {
        Files.createDirectory(path);

        assertRefused("is a directory; expected a file");
    }

    @Test
    void aDeviceInItsPlaceIsRefusedWithoutOpeningIt() throws Exception {
        Files.createSymbolicLink(path, Path.of("/dev/zero"));

        assertRefused("is not a regular file; expected a file");
    }

    @Test
    void aLinkThatGoesInCirclesIsRefused() throws Exception {
        Files.createSymbolicLink(path, folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other"), path);

        assertRefused("is a symbolic link that cannot be followed; expected a link to a file");
    }

    @Test
    void theLargestFileIsRead() throws Exception {
        String start = "mode=on\n#";
        write(start + "x".repeat(64 * 1024 - start.length()));

        assertThat(file.read()).isPresent();
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(IOException.class)
                .hasMessage("Maintenance file " + path + " " + problem
                        + ". Correct the file, or remove it to have no opinion.");
    }

    private void write(String text) throws IOException {
        writeAt(text, clock.instant());
    }

    private void writeAt(String text, Instant modified) throws IOException {
        Files.write(path, text.getBytes(UTF_8));
        Files.setLastModifiedTime(path, FileTime.from(modified));
    }
}
