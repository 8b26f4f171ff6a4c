package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.sample.CommandLine.Step;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void servesWhereNoStepIsNamed() {
        assertThat(CommandLine.parse("--server.port=0").steps()).containsExactly(Step.SERVE);
    }

    @Test
    void keepsTheOrderOfTheSteps() {
        CommandLine commandLine = CommandLine.parse("migrate", "--server.port=0", "serve", "--debug");

        assertThat(commandLine.steps()).containsExactly(Step.MIGRATE, Step.SERVE);
        assertThat(commandLine.optionArray()).containsExactly("--server.port=0", "--debug");
    }

    @Test
    void refusesAnUnknownStep() {
        assertThatThrownBy(() -> CommandLine.parse("migrate", "server")).hasMessage("""
                'server' is no step; the steps are migrate and serve.
                Usage: java -jar sample-app.jar [migrate] [serve] [--key=value ...]""");
    }
}
