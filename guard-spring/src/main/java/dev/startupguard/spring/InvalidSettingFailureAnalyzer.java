package dev.startupguard.spring;

import dev.startupguard.settings.InvalidSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting keeps the application from starting, instead of a stack trace. */
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
        return new FailureAnalysis(
                "Startup Guard does not accept a setting: " + cause.getMessage(),
                "Change the setting and start again. Every setting begins with 'guard.'; editors that know Spring Boot's"
                        + " configuration metadata list them with what they accept.",
                cause);
    }
}
