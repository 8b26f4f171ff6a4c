package dev.startupguard.bench.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * Starts, answers one request, and prints milliseconds from the start of the JVM until Spring Boot calls it ready, until the
 * first request is answered by a page that reads the database, and the KiB of heap that are then in use after a collection.
 */
@SpringBootApplication
class StartUpApplication {

    public static void main(String[] args) throws IOException {
        // Returns right after the ApplicationReadyEvent.
        try (var context = SpringApplication.run(StartUpApplication.class, args)) {
            long ready = sinceStart();
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            while (status("http://127.0.0.1:" + port + "/speakers") != 200) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            System.out.println("start-up " + ready + " " + sinceStart() + " " + liveHeap() / 1024);
        }
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static int status(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** The second collection takes what the first has put to be finalized or cleaned. */
    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
