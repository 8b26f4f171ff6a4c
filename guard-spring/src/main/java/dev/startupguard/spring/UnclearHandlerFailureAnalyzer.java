package dev.startupguard.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the handler and what stands in its way, instead of a stack trace. */
final class UnclearHandlerFailureAnalyzer extends AbstractFailureAnalyzer<UnclearHandlerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnclearHandlerException cause) {
        return new FailureAnalysis(
                "Startup Guard cannot tell which requests @Writes(false) lets pass in read-only mode: "
                        + cause.getMessage(),
                "Change the handler, or take the annotation away and list the path in guard.maintenance.read-only.allow, where every"
                        + " unsafe method at it may pass.",
                cause);
    }
}
