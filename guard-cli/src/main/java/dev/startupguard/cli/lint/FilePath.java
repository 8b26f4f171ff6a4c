package dev.startupguard.cli.lint;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a finding's file is, seen from where the command runs, as links in terminals and code scanning want it. */
final class FilePath {
    private final Path workingDirectory;

    FilePath(Path workingDirectory) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** The path below the working directory, or otherwise the migration's name. */
    String of(Finding finding) {
        return below(finding).map(path -> path.toString().replace('\\', '/')).orElse(finding.script());
    }

    private Optional<Path> below(Finding finding) {
        try {
            Path file = Path.of(finding.file()).toAbsolutePath().normalize();
            return file.startsWith(workingDirectory)
                    ? Optional.of(workingDirectory.relativize(file))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            // The entry of a jar need not be a path of this system.
            return Optional.empty();
        }
    }
}
