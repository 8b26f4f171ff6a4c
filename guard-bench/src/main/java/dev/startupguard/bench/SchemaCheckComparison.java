package dev.startupguard.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SupportedRange;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The start-up check against {@code Flyway.validate()} on PostgreSQL, both as at start-up (objects made anew each time)
 * on connections of the same pool, in turn, with 10, 1,000 and 5,000 applied migrations; prints medians and their ratio.
 */
public final class SchemaCheckComparison {

    private static final int ROUNDS = 15;
    private static final int[] SIZES = {10, 1_000, 5_000};

    private SchemaCheckComparison() {}

    public static void main(String[] args) throws Exception {
        System.out.println("| applied = bundled | Flyway.validate() ms | guard ms | of it listing names ms | ratio |");
        System.out.println("|---|---|---|---|---|");
        for (int size : SIZES) {
            measure(size);
        }
    }

    private static void measure(int size) throws IOException {
        FreshDatabase database = TestDatabase.POSTGRESQL.create();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaximumPoolSize(4);
            measure(size, pool);
        }
    }

    private static void measure(int size, DataSource pool) throws IOException {
        String location = "filesystem:" + migrations(size);
        Flyway flyway = flyway(pool, location);
        flyway.migrate();
        List<Long> theirs = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        List<Long> listing = new ArrayList<>();
        for (int round = 0; round < ROUNDS + 5; round++) {
            long begin = System.nanoTime();
            flyway(pool, location).validate();
            long validated = System.nanoTime();
            SchemaCheck check = new SchemaCheck(pool, settings(location));
            long listed = System.nanoTime();
            SchemaVerdict verdict = check.check();
            long checked = System.nanoTime();
            if (!verdict.isCompatible()) {
                throw new IllegalStateException(verdict.message());
            }
            if (round >= 5) { // the first ones warm the JVM
                theirs.add(validated - begin);
                ours.add(checked - validated);
                listing.add(listed - validated);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %.1f | %.1f | %.1f | %.1f |%n",
                size,
                median(theirs),
                median(ours),
                median(listing),
                median(theirs) / median(ours));
    }

    private static Flyway flyway(DataSource pool, String location) {
        return Flyway.configure().dataSource(pool).locations(location).load();
    }

    private static SchemaCheckSettings settings(String location) {
        return new SchemaCheckSettings(
                SchemaCheckComparison.class.getClassLoader(),
                List.of(location),
                new SupportedRange(null, null),
                new HistoryTable("flyway_schema_history", null),
                Duration.ofSeconds(3));
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
}
