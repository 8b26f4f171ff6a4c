package dev.startupguard.cli.migrate;

import dev.startupguard.cli.console.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person what goes on, on standard error: a line for each statement that ended, and below them either a bar with a running
 * clock, or a line every half minute. Safe for its own thread and the one that migrates.
 */
final class Progress implements AutoCloseable {
    /** Of a migration with more statements, only the slow ones have a line. */
    private static final int FEW = 100;

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int BAR_WIDTH = 20;

    private final Session session;
    private final boolean bar;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "guard-progress");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Current current;

    /** What runs now. */
    private record Current(String script, int ordinal, int total, int line, String summary, long began) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    Progress(Session session, boolean bar) {
        this.session = session;
        this.bar = bar;
        long period = bar ? 1 : 30;
        clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.SECONDS);
    }

    synchronized void say(String text) {
        erase();
        session.say(text);
        draw();
    }

    synchronized void begin(JournaledStatement statement) {
        current = new Current(
                statement.script(),
                statement.ordinal(),
                statement.total(),
                statement.line(),
                statement.summary(),
                System.nanoTime());
        draw();
    }

    synchronized void end(boolean failed) {
        Current ended = current;
        if (ended == null) {
            return;
        }
        Duration elapsed = ended.elapsed();
        erase();
        current = null;
        if (failed || ended.total() <= FEW || elapsed.compareTo(SLOW) >= 0) {
            session.say("  " + ended.ordinal() + "/" + ended.total() + " line " + ended.line() + ": "
                    + (failed ? "FAILED after " : "") + text(elapsed) + "  " + ended.summary());
        }
    }

    private synchronized void tick() {
        Current now = current;
        if (now == null) {
            return;
        }
        if (bar) {
            draw();
        } else {
            session.say("  " + now.ordinal() + "/" + now.total() + " line " + now.line() + ": still running after "
                    + text(now.elapsed()) + "  " + now.summary());
        }
    }

    private void draw() {
        Current now = current;
        if (bar && now != null) {
            int filled = BAR_WIDTH * (now.ordinal() - 1) / now.total();
            session.progress()
                    .print("\r\u001b[K[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + now.ordinal()
                            + "/" + now.total() + " " + now.script() + " line " + now.line() + ", "
                            + text(now.elapsed()));
            session.progress().flush();
        }
    }

    private void erase() {
        if (bar && current != null) {
            session.progress().print("\r\u001b[K");
        }
    }

    static String text(Duration elapsed) {
        return elapsed.toMinutes() > 0
                ? elapsed.toMinutes() + ":" + "%02d".formatted(elapsed.toSecondsPart()) + " min"
                : String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
