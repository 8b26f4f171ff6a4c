package dev.startupguard.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The start-up check against {@code Flyway.validate()} on PostgreSQL with 10, 1,000 and 5,000 applied migrations, on connections of
 * the same kind of pool, in turn; prints medians and their ratio. Once with objects made anew each time in one warm JVM, once as
 * the first thing that a fresh JVM does, which is what a start-up is.
 */
public final class SchemaCheckComparison {

    private static final int ROUNDS = 15;
    private static final int WARMING_ROUNDS = 5;
    private static final int FRESH_JVMS = 7;
    private static final int[] SIZES = {10, 1_000, 5_000};

    private SchemaCheckComparison() {}

    public static void main(String[] args) throws Exception {
        System.out.println(
                "| applied = bundled | JVM | Flyway.validate() ms | guard ms | of it listing names ms | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        for (int size : SIZES) {
            measure(size);
        }
    }

    private static void measure(int size) throws IOException, InterruptedException {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        SchemaCheckRun run = new SchemaCheckRun(
                database.url(), database.user(), database.password(), "filesystem:" + migrations(size));
        try (HikariDataSource pool = run.pool()) {
            run.flyway(pool).migrate();
            print(size, "warm", warm(run, pool));
        }
        print(size, "fresh", fresh(run));
    }

    private static Samples warm(SchemaCheckRun run, HikariDataSource pool) {
        Samples samples = new Samples();
        for (int round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
            long theirs = run.validate(pool);
            SchemaCheckRun.Check ours = run.check(pool);
            if (round >= WARMING_ROUNDS) {
                samples.add(theirs, ours);
            }
        }
        return samples;
    }

    private static Samples fresh(SchemaCheckRun run) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int round = 0; round < FRESH_JVMS; round++) {
            samples.add(run.validateInFreshJvm(), run.checkInFreshJvm());
        }
        return samples;
    }

    private static void print(int size, String jvm, Samples samples) {
        double theirs = median(samples.theirs);
        double ours = median(samples.ours);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.1f | %.1f | %.1f | %.1f |%n",
                size,
                jvm,
                theirs,
                ours,
                median(samples.listing),
                theirs / ours);
    }

    private static Path migrations(int size) throws IOException {
        Path folder = Files.createTempDirectory("migrations");
        for (int version = 1; version <= size; version++) {
            Files.writeString(folder.resolve("V" + version + "__step.sql"), "SELECT " + version + ";\n");
        }
        return folder;
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    private static final class Samples {
        private final List<Long> theirs = new ArrayList<>();
        private final List<Long> ours = new ArrayList<>();
        private final List<Long> listing = new ArrayList<>();

        void add(long theirNanos, SchemaCheckRun.Check check) {
            theirs.add(theirNanos);
            ours.add(check.nanos());
            listing.add(check.listingNanos());
        }
    }
}
