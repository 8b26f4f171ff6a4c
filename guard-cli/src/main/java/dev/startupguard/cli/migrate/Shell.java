package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.CliFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a command is run so that it fails when any program of a pipe in it does; on Windows the last one alone decides. */
final class Shell {
    private static final Pattern QUOTED = Pattern.compile("(?s)\\\\.|'[^']*'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");
    private static final Pattern SUBSTITUTION = Pattern.compile("(?s)\".*(?:\\$\\(|`).*");
    private static final Pattern PIPE = Pattern.compile("(?<![|>])\\|(?!\\|)");
    /** A shell that does not know it ends there, and not with 0. */
    private static final Pattern OWN_PIPEFAIL = Pattern.compile("(?s)\\s*set -\\w*o pipefail\\s*(?:;|&&|\\n).*");

    private Shell() {}

    /**
     * The program and its arguments.
     *
     * @param path where programs are, as the variable {@code PATH} has it
     * @throws CliFailure if there is a pipe, and no shell that looks at more than its last program
     */
    static List<String> call(String command, String path) {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return List.of("cmd", "/c", command);
        }
        Optional<Path> bash = bash(path);
        if (bash.isPresent()) {
            return List.of(bash.get().toString(), "-o", "pipefail", "-c", command);
        }
        if (hasPipe(command) && !OWN_PIPEFAIL.matcher(command).matches()) {
            throw CliFailure.finding(
                    "The backup command has a pipe, and there is no bash on the PATH: of a pipe, sh tells how the last program"
                            + " ended, and not whether one before it failed.",
                    "a command without a pipe; or bash; or 'set -o pipefail;' in front, where sh knows that (BusyBox).",
                    "let the program write the file itself, such as pg_dump -Fc -f \"$GUARD_BACKUP_FILE\"; nothing was applied.");
        }
        return List.of("sh", "-c", command);
    }

    private static Optional<Path> bash(String path) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, "bash"))
                .filter(file -> file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static boolean hasPipe(String command) {
        // A substitution has quotes of its own inside the double quotes around it: then every one counts.
        boolean nested =
                QUOTED.matcher(command).results().map(MatchResult::group).anyMatch(SUBSTITUTION.asMatchPredicate());
        return PIPE.matcher(nested ? command : QUOTED.matcher(command).replaceAll(""))
                .find();
    }
}
