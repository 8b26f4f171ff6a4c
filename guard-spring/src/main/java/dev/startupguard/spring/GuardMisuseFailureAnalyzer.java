package dev.startupguard.spring;

import dev.startupguard.GuardMisuseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what the guard was given or told that it refuses, instead of a stack trace. */
final class GuardMisuseFailureAnalyzer extends AbstractFailureAnalyzer<GuardMisuseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, GuardMisuseException cause) {
        return new FailureAnalysis(
                "Startup Guard cannot be put together. " + cause.getMessage(),
                "Change the bean that it names, or the code that makes or starts a guard, and start again. The guard takes"
                        + " WarmUpTask and MaintenanceSource beans by themselves, the latter under their beans' names, and is started"
                        + " by Spring.",
                cause);
    }
}
