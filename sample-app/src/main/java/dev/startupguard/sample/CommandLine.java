package dev.startupguard.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps to run, in order, and the {@code --key=value} options that all of them see. */
record CommandLine(List<Step> steps, List<String> options) {
    static final String USAGE = "Usage: java -jar sample-app.jar [migrate] [serve] [--key=value ...]";

    enum Step {
        MIGRATE,
        SERVE
    }

    CommandLine {
        steps = List.copyOf(steps);
        options = List.copyOf(options);
    }

    static CommandLine parse(String... args) {
        List<Step> steps = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith("--")) {
                options.add(arg);
            } else {
                steps.add(step(arg));
            }
        }
        return new CommandLine(steps.isEmpty() ? List.of(Step.SERVE) : steps, options);
    }

    private static Step step(String name) {
        for (Step step : Step.values()) {
            if (step.name().toLowerCase(Locale.ROOT).equals(name)) {
                return step;
            }
        }
        throw new UsageException("'" + name + "' is no step; the steps are migrate and serve.\n" + USAGE);
    }

    String[] optionArray() {
        return options.toArray(String[]::new);
    }
}
