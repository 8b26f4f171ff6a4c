package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.HelpOption;
import dev.startupguard.cli.console.OutputFormat;
import dev.startupguard.cli.console.Session;
import dev.startupguard.cli.target.BuildOptions;
import dev.startupguard.cli.target.DatabaseOptions;
import dev.startupguard.cli.target.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guard migrate}: applies what is pending. */
@Command(
        name = "migrate",
        description = {
            "Applies the pending migrations with Flyway: one run at a time, after a backup, with a journal of every statement, so that"
                    + " a run which failed or was killed can be explained and resumed.",
            "Creates the guard's tables if they are missing, as guard init does."
        },
        footer = {
            "",
            "Examples:",
            "  guard migrate --url jdbc:postgresql://db/shop --user owner --jar shop-2.jar --dry-run",
            "  guard migrate --url jdbc:postgresql://db/shop --user owner --jar shop-2.jar"
                    + " --backup-command 'pg_dump -Fc -f \"$GUARD_BACKUP_FILE\" shop' --backup-file shop.dump"
                    + " --restore-command 'pg_restore --clean --if-exists -d shop shop.dump'",
            "  guard migrate --url jdbc:postgresql://db/shop --user owner --jar shop-2.jar --no-backup --contract --wait 10m",
            "  guard migrate --url jdbc:mariadb://db/shop --user owner --jar shop-2.jar --no-backup --resume",
            "",
            "Exit codes: 0 applied, or nothing was pending; 1 refused before anything was applied, or all applied"
                    + " and the verdict for this build has a finding; 2 wrong usage; 3 the database"
                    + " is not reachable or refuses; 4 a migration failed, or an earlier run has to be dealt with."
        })
public final class MigrateCommand implements Callable<Integer> {
    private final Session session;
    private final MigrationReview review;
    private final MaintenanceSwitch maintenance;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    BuildOptions build = new BuildOptions();

    @Mixin
    BackupOptions backup = new BackupOptions();

    @Mixin
    MigrateOptions options = new MigrateOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    OutputFormat format = OutputFormat.TEXT;

    public MigrateCommand(Session session, MigrationReview review, MaintenanceSwitch maintenance) {
        this.session = session;
        this.review = review;
        this.maintenance = maintenance;
    }

    @Override
    public Integer call() {
        Answer answer = new Answer(session, format);
        try {
            return migrate(answer);
        } catch (CliFailure e) {
            answer.giveIfMissing(e);
            throw e;
        }
    }

    private int migrate(Answer answer) {
        options.requireOneRecovery();
        if (!options.dryRun && !options.isMark()) {
            backup.requireDecision(options.resume != null);
        }
        try (Target target = options.dryRun
                        ? Target.existing(session, database, build)
                        : Target.of(session, database, build);
                Progress progress = new Progress(session, isBar())) {
            target.requireReachable();
            target.requireLocations();
            Preview preview = new Preview(target, review);
            if (options.dryRun) {
                return new DryRun(target, options, preview, progress, answer).run();
            }
            return new MigrateRun(session, target, options, backup, preview, maintenance, progress, answer).run();
        }
    }

    private boolean isBar() {
        return switch (options.progress) {
            case BAR -> true;
            case LINES -> false;
            case AUTO -> Terminal.isThere();
        };
    }
}
