package dev.startupguard.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.schema.HistoryTable;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SupportedRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One measured look at a database, by Flyway's validation or by the guard's check, in this JVM or in a fresh one. */
record SchemaCheckRun(String url, String user, String password, String location) {

    /** @param listingNanos the part that lists the names of the bundled migrations, once per start */
    record Check(long nanos, long listingNanos) {}

    /** What a fresh JVM runs: the side, then the components of this record; prints nanoseconds. */
    public static void main(String[] args) throws SQLException {
        SchemaCheckRun run = new SchemaCheckRun(args[1], args[2], args[3], args[4]);
        try (HikariDataSource pool = run.pool()) {
            try (Connection first = pool.getConnection()) { // the pool and the driver are the same for both
                first.getMetaData().getDatabaseProductName();
            }
            if (args[0].equals("flyway")) {
                System.out.println("nanos " + run.validate(pool) + " 0");
            } else {
                Check check = run.check(pool);
                System.out.println("nanos " + check.nanos() + " " + check.listingNanos());
            }
        }
    }

    HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    Flyway flyway(DataSource pool) {
        return Flyway.configure().dataSource(pool).locations(location).load();
    }

    long validate(DataSource pool) {
        long begin = System.nanoTime();
        flyway(pool).validate();
        return System.nanoTime() - begin;
    }

    Check check(DataSource pool) {
        long begin = System.nanoTime();
        SchemaCheck check = new SchemaCheck(
                pool,
                new SchemaCheckSettings(
                        SchemaCheckRun.class.getClassLoader(),
                        List.of(location),
                        new SupportedRange(null, null),
                        HistoryTable.standard(),
                        Duration.ofSeconds(3)));
        long listed = System.nanoTime();
        SchemaVerdict verdict = check.check();
        long checked = System.nanoTime();
        if (!verdict.isCompatible()) {
            throw new IllegalStateException(verdict.message());
        }
        return new Check(checked - begin, listed - begin);
    }

    long validateInFreshJvm() throws IOException, InterruptedException {
        return inFreshJvm("flyway").nanos();
    }

    Check checkInFreshJvm() throws IOException, InterruptedException {
        return inFreshJvm("guard");
    }

    private Check inFreshJvm(String side) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchemaCheckRun.class.getName(),
                        side,
                        url,
                        user,
                        password,
                        location)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith("nanos "))
                .map(line -> line.split(" "))
                .map(words -> new Check(Long.parseLong(words[1]), Long.parseLong(words[2])))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The fresh JVM ended with " + exit + ": " + output));
    }
}
