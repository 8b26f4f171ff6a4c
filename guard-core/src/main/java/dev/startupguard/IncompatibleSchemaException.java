package dev.startupguard;

import dev.startupguard.schema.SchemaVerdict;

/** Start-up failed because the schema does not fit this build and {@code guard.schema.on-incompatible} is {@code fail}. */
public final class IncompatibleSchemaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient SchemaVerdict verdict;

    public IncompatibleSchemaException(SchemaVerdict verdict) {
        super(verdict.message());
        this.verdict = verdict;
    }

    public SchemaVerdict verdict() {
        return verdict;
    }
}
