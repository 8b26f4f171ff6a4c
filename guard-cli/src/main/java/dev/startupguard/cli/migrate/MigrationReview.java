package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.target.Target;
import java.util.List;

/** Says what pending migrations do to builds that still run: the seam for {@code guard lint}. */
@FunctionalInterface
public interface MigrationReview {

    /** The findings, in the order of the plan, whose connection is still open. */
    List<Finding> review(Target target, MigrationPlan plan);

    /**
     * One thing to know before a migration is applied.
     *
     * @param severity as {@code guard lint} calls it
     * @param destructive whether builds that run now cannot live with it, so that {@code --contract} must be given
     */
    record Finding(String script, int line, String severity, String rule, String message, boolean destructive) {}
}
