package dev.startupguard.bench;

import org.flywaydb.core.Flyway;

/** What a fresh JVM runs as the yardstick of {@code guard script}: the first {@code Flyway.info()} on H2; prints milliseconds. */
final class FlywayInfoRun {
    private FlywayInfoRun() {}

    public static void main(String[] args) {
        long begin = System.nanoTime();
        int pending = Flyway.configure()
                .dataSource("jdbc:h2:mem:info", "sa", "")
                .locations("filesystem:" + args[0])
                .load()
                .info()
                .pending()
                .length;
        System.out.println((System.nanoTime() - begin) / 1_000_000 + " " + pending);
    }
}
