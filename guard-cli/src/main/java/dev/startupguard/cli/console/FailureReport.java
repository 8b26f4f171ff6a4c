package dev.startupguard.cli.console;

import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on standard error why a command ended, and with which exit code. */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
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
        session.say("guard: " + Redaction.of(String.valueOf(failure.getMessage())) + "\nExpected: "
                + command.getHelp().synopsis(0).strip() + "\nWhat to do: see " + name + " --help.");
        return ExitCode.USAGE;
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
