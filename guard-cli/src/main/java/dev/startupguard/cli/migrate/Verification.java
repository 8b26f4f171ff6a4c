package dev.startupguard.cli.migrate;

import dev.startupguard.cli.target.Target;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SupportedRange;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/**
 * What a run looks at when everything is applied.
 *
 * @param validationError what Flyway's validation found, or null
 * @param verdict the verdict that the build's own start would come to
 */
record Verification(@Nullable String validationError, SchemaVerdict verdict) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static Verification of(Target target, Flyway flyway) {
        ValidateResult validation = flyway.validateWithResult();
        SchemaCheckSettings settings = new SchemaCheckSettings(
                target.build().classLoader(),
                target.locations(),
                new SupportedRange(null, null),
                target.history(),
                TIMEOUT);
        return new Verification(
                validation.validationSuccessful ? null : validation.getAllErrorMessages(),
                new SchemaCheck(target.dataSource(), settings).check());
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
