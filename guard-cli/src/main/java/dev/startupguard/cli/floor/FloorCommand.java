package dev.startupguard.cli.floor;

import dev.startupguard.cli.console.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guard floor}: shows and raises the schema floor. */
@Command(
        name = "floor",
        synopsisSubcommandLabel = "(show | raise)",
        description =
                "Shows or raises the schema floor: the oldest build, by its schema version, that may use the database.")
public final class FloorCommand {
    @Mixin
    HelpOption help = new HelpOption();
}
