package dev.startupguard.cli.floor;

import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.Json;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.floor.FloorTable.Rise;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guard floor show}. */
@Command(
        name = "show",
        description = "Shows the floor and how it rose.",
        footer = {"", "Example:", "  guard floor show --url jdbc:postgresql://db/shop --user shop --format json"})
public final class ShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    OutputFormat format = OutputFormat.TEXT;

    public ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Target target = Target.existing(session, database, new BuildOptions())) {
            List<Rise> rises = new FloorTable(target).rises();
            session.answer(format == OutputFormat.JSON ? json(rises) : text(rises));
            return ExitCode.FINE;
        }
    }

    private static String text(List<Rise> rises) {
        StringBuilder text = new StringBuilder(FloorTable.highest(rises)
                .map(rise -> "The floor is " + rise.version() + ": builds of a lower schema version are refused.")
                .orElse("There is no floor: every build may use the database."));
        for (Rise rise : rises) {
            text.append("\n  ").append(rise.version()).append(" by ").append(rise.raisedBy());
            text.append(", ").append(rise.raisedAt()).append(": ").append(rise.reason());
        }
        return text.toString();
    }

    private static String json(List<Rise> rises) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "floor",
                FloorTable.highest(rises).map(rise -> rise.version().toString()).orElse(null));
        answer.put("rises", rises.stream().map(ShowCommand::json).toList());
        return Json.of(answer);
    }

    private static Map<String, String> json(Rise rise) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("version", rise.version().toString());
        answer.put("reason", rise.reason());
        answer.put("raisedBy", rise.raisedBy());
        answer.put("raisedAt", rise.raisedAt());
        return answer;
    }
}
