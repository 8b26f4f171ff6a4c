package dev.startupguard.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/** Writes all migrations as one script that applies each where it is not yet, and attaches it to the build's artifacts. */
@Mojo(name = "script", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
final class ScriptMojo extends GuardMojo {
    private final MavenProjectHelper artifacts;

    /** The script. One of an earlier build is replaced. */
    @Parameter(
            property = "guard.output",
            defaultValue = "${project.build.directory}/${project.build.finalName}-migrations.sql")
    private File output;

    /** Whether the script is installed and deployed with the project, with this classifier's name: {@code migrations}. */
    @Parameter(property = "guard.attach", defaultValue = "true")
    private boolean attach;

    @Inject
    ScriptMojo(MavenProjectHelper artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        try {
            Files.createDirectories(output.toPath().getParent());
            Files.deleteIfExists(output.toPath());
        } catch (IOException e) {
            throw new MojoExecutionException("The script of an earlier build cannot be replaced: " + e, e);
        }
        guard("script", "--idempotent", "--output=" + output);
        if (attach && output.exists()) {
            artifacts.attachArtifact(project, "sql", "migrations", output);
        }
    }
}
