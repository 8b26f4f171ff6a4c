package dev.startupguard.cli.floor;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.floor.FloorTable.Rise;
import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaVersion;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard floor raise}: up, never down. */
@Command(
        name = "raise",
        description = {
            "Raises the floor. Builds of a lower schema version stop taking requests at their next schema check.",
            "It cannot be lowered: only a restored backup brings it back."
        },
        footer = {
            "",
            "Example:",
            "  guard floor raise 2.3 --reason 'attendee.name is dropped' --url jdbc:postgresql://db/shop --user owner",
            "",
            "Exit codes: 0 raised; 1 not above the present floor, above the database's version, or no version to compare it with; 2 wrong usage; 3 the database is not reachable or refuses."
        })
public final class RaiseCommand implements Callable<Integer> {
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_VERSION = 50;

    private final Session session;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            paramLabel = "VERSION",
            description = "The oldest schema version of a build that may still use the database.")
    String version = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for those who are refused.")
    String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the database user.")
    @Nullable
    String by;

    @Option(
            names = "--force",
            description = "Also above the schema version that the database has, or where it has none.")
    boolean force;

    public RaiseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaVersion wanted = wanted();
        try (Target target = Target.of(session, database, new BuildOptions())) {
            FloorTable table = new FloorTable(target);
            Optional<Rise> present = FloorTable.highest(table.rises());
            if (present.isPresent() && wanted.compareTo(present.get().version()) <= 0) {
                throw CliFailure.finding(
                        "The floor is " + present.get().version() + " already, and " + wanted + " is not above it.",
                        "a higher version: a floor never goes down, since what broke the older builds has happened.",
                        "leave it, or restore a backup from before it was raised.");
            }
            if (!force) {
                requireReached(wanted, target);
            }
            table.add(
                    wanted,
                    reason,
                    by == null ? target.connect(user -> user.getMetaData().getUserName()) : by);
            session.answer("The floor is " + wanted
                    + " now: builds of a lower schema version are refused from their next" + " schema check on.");
            return ExitCode.FINE;
        }
    }

    private static void requireReached(SchemaVersion wanted, Target target) {
        Optional<SchemaVersion> database = new FlywayHistory(target).version();
        if (database.isEmpty()) {
            throw CliFailure.finding(
                    "The floor would be " + wanted + ", and no version is applied by the history " + target.history()
                            + ".",
                    "a history to compare it with: a floor above the database's version refuses every build, and stays.",
                    "name the history with --table and --default-schema; or give --force if there is none yet and "
                            + wanted + " is right.");
        }
        if (wanted.compareTo(database.get()) > 0) {
            throw CliFailure.finding(
                    "The floor would be " + wanted + ", and the database has schema version " + database.get() + ".",
                    "a floor up to the database's version: above it, every build that fits the database is refused.",
                    "correct the version, or give --force if the migrations up to " + wanted + " follow at once.");
        }
    }

    private SchemaVersion wanted() {
        if (reason.isBlank()) {
            throw CliFailure.usage(
                    "--reason is empty.",
                    "a reason of 1 to " + LONGEST_REASON + " characters.",
                    "say in a sentence what older builds cannot live with.");
        }
        if (reason.length() > LONGEST_REASON || version.length() > LONGEST_VERSION) {
            throw CliFailure.usage(
                    "The reason has " + reason.length() + " characters and the version " + version.length() + ".",
                    "a reason of 1 to " + LONGEST_REASON + " characters and a version of at most " + LONGEST_VERSION
                            + ".",
                    "say in a sentence what older builds cannot live with.");
        }
        try {
            return SchemaVersion.of(version);
        } catch (IllegalArgumentException e) {
            throw CliFailure.usage(
                    "Not a schema version: '" + version + "'.",
                    "numbers separated by dots, such as 3 or 2.1.",
                    "give the schema version of the oldest build that may stay.",
                    e);
        }
    }
}
