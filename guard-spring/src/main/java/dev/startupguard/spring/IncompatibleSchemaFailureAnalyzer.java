package dev.startupguard.spring;

import dev.startupguard.IncompatibleSchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the schema keeps the application from starting, instead of a stack trace. */
final class IncompatibleSchemaFailureAnalyzer extends AbstractFailureAnalyzer<IncompatibleSchemaException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IncompatibleSchemaException cause) {
        return new FailureAnalysis(
                "The database schema and this build do not fit together, and guard.schema.on-incompatible is 'fail'. "
                        + cause.getMessage(),
                "Bring the schema to a version that fits, as a step of the release, and start again; or set"
                        + " guard.schema.on-incompatible=hold, and the application starts, admits no traffic, and opens by"
                        + " itself once the schema fits.",
                cause);
    }
}
