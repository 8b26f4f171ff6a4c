package dev.startupguard.spring;

import dev.startupguard.GuardedFlyway;
import dev.startupguard.automigration.BlockedMigrations;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.BaselineResult;
import org.flywaydb.core.api.output.CleanResult;
import org.flywaydb.core.api.output.CommandResultFactory;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.OperationResult;
import org.flywaydb.core.api.output.RepairResult;

/**
 * A Flyway that changes nothing: whatever would is reported and returns as if there had been nothing to do, without a connection.
 * {@code info} and {@code validate}, which only read, work.
 */
final class BlockedFlyway extends Flyway {

    /** For the name and kind of a database that nobody connected to. */
    private static final String NOT_ASKED = "";

    private final BlockedMigrations blocked;

    BlockedFlyway(Configuration configuration, BlockedMigrations blocked) {
        super(configuration);
        this.blocked = blocked;
    }

    @Override
    public MigrateResult migrate() {
        report("migration");
        return CommandResultFactory.createMigrateResult(NOT_ASKED, NOT_ASKED, getConfiguration());
    }

    @Override
    public CleanResult clean() {
        report("clean");
        return CommandResultFactory.createCleanResult(NOT_ASKED);
    }

    @Override
    public BaselineResult baseline() {
        report("baseline");
        return CommandResultFactory.createBaselineResult(NOT_ASKED);
    }

    @Override
    public RepairResult repair() {
        report("repair");
        return CommandResultFactory.createRepairResult(NOT_ASKED);
    }

    @Override
    public OperationResult undo() {
        report("undo");
        return CommandResultFactory.createMigrateResult(NOT_ASKED, NOT_ASKED, getConfiguration());
    }

    private void report(String command) {
        GuardedFlyway.report(command, getConfiguration(), blocked);
    }
}
