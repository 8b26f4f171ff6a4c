package dev.startupguard.maven;

import dev.startupguard.cli.Guard;
import dev.startupguard.cli.console.ExitCode;
import dev.startupguard.cli.console.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** One command of the release tool, with the project's migrations. */
abstract class GuardMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** What the migrations are written for: postgresql, mariadb, mysql, sqlserver or h2. */
    @Parameter(property = "guard.dialect", required = true)
    private String dialect;

    /** Where the migrations are, as {@code filesystem:} folders. By default {@code db/migration} below the compiled resources. */
    @Parameter(property = "guard.locations")
    private List<String> locations;

    /** Placeholders of the migrations. */
    @Parameter
    private Map<String, String> placeholders = Map.of();

    /** Does nothing. */
    @Parameter(property = "guard.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped.");
        } else {
            run();
        }
    }

    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** Runs a command with these arguments and those that say where the migrations are; logs what it answers. */
    final void guard(String... command) throws MojoExecutionException, MojoFailureException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        StringWriter said = new StringWriter();
        Session session = new Session(
                System.getenv(), project.getBasedir().toPath(), answer, new PrintWriter(said, true), question -> null);
        int exitCode = Guard.run(session, arguments(command));
        boolean fine = exitCode == ExitCode.FINE;
        answer.toString(StandardCharsets.UTF_8).lines().forEach(fine ? getLog()::info : getLog()::error);
        String message = said.toString().strip();
        if (fine) {
            message.lines().forEach(getLog()::info);
        } else if (exitCode == ExitCode.FINDING) {
            throw new MojoFailureException(message.isEmpty() ? "The findings above." : message);
        } else {
            throw new MojoExecutionException(message);
        }
    }

    private String[] arguments(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--dialect=" + dialect);
        if (locations == null || locations.isEmpty()) {
            Path resources = Path.of(project.getBuild().getOutputDirectory());
            arguments.add("--locations=filesystem:" + resources.resolve("db").resolve("migration"));
        } else {
            locations.forEach(location -> arguments.add("--locations=" + location));
        }
        placeholders.forEach((name, value) -> arguments.add("--placeholder=" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
