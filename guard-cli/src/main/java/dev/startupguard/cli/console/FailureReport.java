package dev.startupguard.cli.console;

import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error why a command ended, and with which exit code. */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Pattern VALUES = Pattern.compile("expected one of \\[[A-Z0-9_, ]+]");

    private final Session session;

    public FailureReport(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        CliFailure known = failure instanceof CliFailure cli ? cli : unforeseen(failure);
        session.say("guard: " + Redaction.of(known.getMessage()));
        return known.exitCode();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        session.say("guard: " + Redaction.of(found(failure, command)) + "\nExpected: "
                + command.getHelp().synopsis(0).strip() + subcommands(command) + "\nWhat to do: see " + name
                + " --help.");
        return ExitCode.USAGE;
    }

    /** Picocli's words, but for a word that it says twice and a place that it counts from zero. */
    private static String found(ParameterException failure, CommandLine command) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return "There is no command '" + unmatched.getUnmatched().get(0) + "'.";
        }
        return VALUES.matcher(String.valueOf(failure.getMessage()).replace("option option", "option"))
                .replaceAll(values -> values.group().toLowerCase(Locale.ROOT));
    }

    private static String subcommands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? ""
                : ", with one of " + String.join(", ", command.getSubcommands().keySet());
    }

    private static CliFailure unforeseen(Exception failure) {
        String found = Redaction.of(failure) + ".";
        return failure instanceof FlywayException
                ? CliFailure.usage(
                        found,
                        "settings and migrations that Flyway accepts.",
                        "correct what the message names; the same settings go through Flyway itself.",
                        failure)
                : CliFailure.usage(
                        "A fault of this tool: " + failure.getClass().getName() + ": " + found,
                        "an answer.",
                        "report it with the command and this message.",
                        failure);
    }
}
