package dev.startupguard.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Fails the build for migrations that break the builds still running, or block the database while they run. */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
final class LintMojo extends GuardMojo {

    /** The version of the last release: migrations up to it are known and not looked at. */
    @Parameter(property = "guard.since")
    private String since;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (since == null) {
            guard("lint");
        } else {
            guard("lint", "--since=" + since);
        }
    }
}
