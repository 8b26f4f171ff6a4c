package dev.startupguard.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that it is the version of Spring Boot, instead of a stack trace. */
final class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
        return new FailureAnalysis(
                "Startup Guard does not run on this Spring Boot: " + cause.getMessage(),
                "Move to Spring Boot 4.0 or later. Until then guard.enabled=false starts the application without the guard.",
                cause);
    }
}
