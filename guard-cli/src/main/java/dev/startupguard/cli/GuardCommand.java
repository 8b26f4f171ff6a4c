package dev.startupguard.cli;

import dev.startupguard.GuardVersion;
import dev.startupguard.cli.check.CheckCommand;
import dev.startupguard.cli.console.FailureReport;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.floor.FloorCommand;
import dev.startupguard.cli.floor.RaiseCommand;
import dev.startupguard.cli.floor.ShowCommand;
import dev.startupguard.cli.init.InitCommand;
import dev.startupguard.cli.lint.LintCommand;
import dev.startupguard.cli.migrate.MaintenanceSwitch;
import dev.startupguard.cli.migrate.MigrateCommand;
import dev.startupguard.cli.script.ScriptCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** {@code guard}: the commands and what they share. */
@Command(
        name = "guard",
        versionProvider = GuardCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Release tool of Startup Guard: checks, scripts, runs and floors for databases that builds share.",
        footer = {
            "",
            "Settings of Flyway are read where Flyway reads them: flyway.conf in the home and working directory, FLYWAY_*",
            "variables; also SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD. Options count most.",
            "",
            "Exit codes: 0 fine; 1 a finding; 2 wrong usage; 3 database not reachable or refuses; 4 a migration failed."
        })
final class GuardCommand {
    @Mixin
    HelpOption help = new HelpOption();

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and end.")
    boolean version;

    /** The command line of one call. */
    static CommandLine line(Session session) {
        FailureReport failures = new FailureReport(session);
        return new CommandLine(new GuardCommand())
                .addSubcommand(new CheckCommand(session))
                .addSubcommand(new ScriptCommand(session))
                .addSubcommand(new LintCommand(session))
                .addSubcommand(new MigrateCommand(session, LintedPlan::review, MaintenanceSwitch.none()))
                .addSubcommand(new InitCommand(session))
                .addSubcommand(new CommandLine(new FloorCommand())
                        .addSubcommand(new ShowCommand(session))
                        .addSubcommand(new RaiseCommand(session)))
                .addSubcommand(new GenerateCompletion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(115)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(new OutputStreamWriter(session.data(), StandardCharsets.UTF_8), true))
                .setErr(session.progress())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"guard " + GuardVersion.current()};
        }
    }
}
