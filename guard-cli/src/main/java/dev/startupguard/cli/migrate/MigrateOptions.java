package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.settings.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a run goes, and what becomes of one that did not end. */
final class MigrateOptions {
    static final int BY_JOURNAL = 0;

    @Option(names = "--dry-run", description = "Show the plan and end. Changes nothing.")
    boolean dryRun;

    @Option(
            names = "--contract",
            description =
                    "Apply migrations with which builds that run now cannot live, too: say it when none of them does.")
    boolean contract;

    @Option(
            names = "--lock-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long a statement waits for a lock, and everybody behind it for the statement. Default: 5s.")
    Duration lockTimeout = Duration.ofSeconds(5);

    @Option(
            names = "--lock-retries",
            paramLabel = "NUMBER",
            description = "How often to try again after that, with a pause as long. Default: ${DEFAULT-VALUE}.")
    int lockRetries = 10;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long to wait for another run, or for what the database still executes of a killed one. Default:"
                            + " not at all.")
    Duration wait = Duration.ZERO;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "STATEMENT",
            description =
                    "Go on after a run that was killed, or failed half-way: with the first statement that is not done,"
                            + " or with the one of this number where the journal cannot know.")
    @Nullable
    Integer resume;

    @Option(
            names = "--mark-applied",
            description =
                    "Record that the migration which failed is complete, since you have done the rest by hand; and end.")
    boolean markApplied;

    @Option(
            names = "--mark-rolled-back",
            description =
                    "Record that nothing of the migration which failed is left, since you have undone it by hand; and end.")
    boolean markRolledBack;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto (a bar on a terminal, else lines), bar or lines. Default: ${DEFAULT-VALUE}.")
    ProgressStyle progress = ProgressStyle.AUTO;

    enum ProgressStyle {
        AUTO,
        BAR,
        LINES;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isMark() {
        return markApplied || markRolledBack;
    }

    void requireOneRecovery() {
        if (Stream.of(resume != null, markApplied, markRolledBack, dryRun)
                        .filter(each -> each)
                        .count()
                > 1) {
            throw CliFailure.usage(
                    "More than one of --resume, --mark-applied, --mark-rolled-back and --dry-run is given.",
                    "one of them at most.",
                    "call guard migrate with the one that fits; without any, it says what happened.");
        }
        if (lockRetries < 0) {
            throw CliFailure.usage(
                    "--lock-retries is " + lockRetries + ".", "a number from 0.", "leave it out for the default.");
        }
    }

    /** Durations as everywhere in the guard's settings. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration duration = DurationText.parse(text);
                if (duration.isNegative()) {
                    throw new TypeConversionException("'" + text + "' is negative");
                }
                return duration;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
