package dev.startupguard.sample;

import dev.startupguard.sample.migrate.MigrateStep;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Conference registration: runs the steps that the command line names. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class SampleApplication {
    private static final int WRONG_USAGE = 2;
    private static final int MIGRATION_FAILED = 4;

    @SuppressWarnings("resource") // The server lives as long as the process.
    public static void main(String[] args) {
        keepSharedFileLocal();
        try {
            CommandLine commandLine = CommandLine.parse(args);
            Release release = Release.of(System.getenv(Release.VARIABLE));
            for (CommandLine.Step step : commandLine.steps()) {
                switch (step) {
                    case MIGRATE -> MigrateStep.run(release.profile(), commandLine.optionArray());
                    case SERVE -> serve(release, commandLine.optionArray());
                }
            }
        } catch (UsageException e) {
            exit(WRONG_USAGE, e);
        } catch (MigrateStep.FailedException e) {
            exit(MIGRATION_FAILED, e);
        }
    }

    static ConfigurableApplicationContext serve(Release release, String... options) {
        return new SpringApplicationBuilder(SampleApplication.class)
                .profiles(release.profile())
                .run(options);
    }

    /** H2 shares its file over TCP, on every network interface unless told otherwise. */
    private static void keepSharedFileLocal() {
        System.setProperty("h2.bindAddress", System.getProperty("h2.bindAddress", "127.0.0.1"));
    }

    private static void exit(int code, Exception reason) {
        System.err.println(reason.getMessage());
        System.exit(code);
    }
}
