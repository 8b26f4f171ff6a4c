package dev.startupguard.cli.migrate;

import dev.startupguard.cli.flyway.FlywayHistory;
import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.schema.SupportedRange;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/**
 * What a run looks at when everything is applied.
 *
 * @param upTo the version up to which the run was to go, by flyway.target; null for all that the build bundles
 * @param validationError what Flyway's validation found, or null
 * @param verdict the verdict that the build's own start would come to, as far as that version
 */
record Verification(@Nullable SchemaVersion upTo, @Nullable String validationError, SchemaVerdict verdict) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static Verification of(Target target, Flyway flyway, FlywayHistory history) {
        SchemaVersion upTo = upTo(flyway.getConfiguration().getTarget(), history);
        FluentConfiguration applied =
                new FluentConfiguration(target.build().classLoader()).configuration(flyway.getConfiguration());
        if (upTo != null) {
            // Looked at again now, "next" would be another one.
            applied.target(upTo.toString());
        }
        ValidateResult validation = applied.load().validateWithResult();
        SchemaCheckSettings settings = new SchemaCheckSettings(
                target.build().classLoader(),
                target.locations(),
                new SupportedRange(upTo, null),
                target.history(),
                TIMEOUT);
        return new Verification(
                upTo,
                validation.validationSuccessful ? null : validation.getAllErrorMessages(),
                new SchemaCheck(target.dataSource(), settings).check());
    }

    private static @Nullable SchemaVersion upTo(@Nullable MigrationVersion target, FlywayHistory history) {
        if (target == null || target.equals(MigrationVersion.LATEST)) {
            return null;
        }
        return target.equals(MigrationVersion.CURRENT) || target.equals(MigrationVersion.NEXT)
                ? history.version().orElse(null)
                : SchemaVersion.of(target.getVersion());
    }

    boolean isGood() {
        return validationError == null && verdict.isCompatible();
    }

    String validation() {
        return validationError == null ? "ok" : validationError;
    }

    String verdictName() {
        return verdict.getClass().getSimpleName();
    }
}
