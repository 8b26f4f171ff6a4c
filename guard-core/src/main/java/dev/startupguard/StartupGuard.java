package dev.startupguard;

import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.traffic.InFlight;
import dev.startupguard.traffic.OpenStreams;
import dev.startupguard.traffic.WorkGate;
import dev.startupguard.warmup.PageWarmUp;
import dev.startupguard.warmup.WarmUp;
import dev.startupguard.warmup.WarmUpReport;
import dev.startupguard.warmup.WarmUpToken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards one application instance: looks at the schema, follows the maintenance mode, warms up, counts the work under way, and
 * publishes all of it as one immutable {@link GuardStatus}. Thread safe.
 *
 * <p>It never changes the application's tables. Its threads are daemons and few; a database that hangs delays nothing but its
 * own check.
 */
public final class StartupGuard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartupGuard.class);

    private final GuardConfiguration configuration;
    private final GuardThreads threads;
    private final Announcements own;
    private final Announcements others;
    private final StatusBoard board;
    private final SchemaWatch watch;
    private final ModeSwitch modeSwitch;
    private final WarmUp warmUp;
    private final WarmUpToken token;
    private final PageWarmUp pages;
    private final BlockedMigrations blocked;
    private final Traffic traffic;
    private final @Nullable AgentCheck agentCheck;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final FirstVerdict firstVerdict = new FirstVerdict();

    StartupGuard(GuardBuilder.Parts parts) {
        configuration = parts.configuration;
        Clock clock = parts.clock;
        threads = new GuardThreads(parts.classLoader);
        blocked = parts.blocked;
        token = parts.token;
        pages = parts.pages;
        warmUp = new WarmUp(
                parts.warmUpTasks(),
                configuration.warmUp().timeout(),
                report -> board().update(facts -> facts.with(report)),
                clock);
        modeSwitch = new ModeSwitch(parts.maintenance(), parts.override, this::modeChanged);
        modeSwitch.readFirst(reading -> threads.read(configuration.databaseTimeout(), reading));
        own = new Announcements(threads::tellOwn);
        others = new Announcements(threads::tellOthers);
        board = new StatusBoard(
                configuration, Facts.atStart(modeSwitch.effective(), warmUp.report()), blocked, clock, own, others);
        watch = new SchemaWatch(parts.schemaLook(), threads, configuration.databaseTimeout(), (verdict, look) -> {
            board().update(facts -> facts.with(verdict, look, clock.instant()));
            warmWhenUsable();
            firstVerdict.seen(verdict);
        });
        traffic = new Traffic(this::status, threads::closeStream);
        traffic.setStreams(board.status());
        own.add((before, after) -> StatusLog.write(log, before, after));
        own.add(traffic);
        parts.listeners.forEach(others::add);
        GuardConfiguration.AgentCheck line = configuration.agentCheck();
        agentCheck = line == null ? null : new AgentCheck(line, parts.classLoader, this::status);
    }

    public static GuardBuilder builder() {
        return new GuardBuilder();
    }

    /**
     * Begins to check, follow and warm up. Returns at once, except with {@code on-incompatible=fail}.
     *
     * @throws GuardMisuseException if it was started before
     * @throws IncompatibleSchemaException with {@code on-incompatible=fail}, if the schema does not fit or cannot be read; the
     *     guard is closed then
     */
    public void start() {
        if (!isStarted.compareAndSet(false, true)) {
            throw new GuardMisuseException(
                    "The guard was started already; expected one start in its life. Make another guard.");
        }
        if (agentCheck != null) {
            agentCheck.start();
        }
        warmUp.start(false);
        threads.execute(watch::look);
        threads.every(configuration.schema().checkInterval(), watch::look);
        threads.readEvery(configuration.maintenance().refreshInterval(), modeSwitch::refresh);
        if (configuration.schema().onIncompatible() == OnIncompatible.FAIL) {
            try {
                firstVerdict.requireCompatible(configuration.databaseTimeout());
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    public GuardConfiguration configuration() {
        return configuration;
    }

    /** What the guard knows now, from memory. */
    public GuardStatus status() {
        return board.status();
    }

    /** Adds a listener; it hears of changes from now on. */
    public void addListener(GuardListener listener) {
        others.add(listener);
    }

    public void removeListener(GuardListener listener) {
        others.remove(listener);
    }

    /** Adds a listener of the schema checks; it hears of those that end from now on. */
    public void addSchemaCheckListener(SchemaCheckListener listener) {
        watch.add(listener);
    }

    /** The build's schema version; null if it has none, or none is known before the first check. */
    public @Nullable SchemaVersion schemaVersion() {
        return watch.build();
    }

    /** Switches the maintenance mode of this instance above every other source. */
    public ModeSwitch maintenance() {
        return modeSwitch;
    }

    /** Where requests are counted: entered before the status is looked at, left when the response is complete. */
    public InFlight requests(boolean safe) {
        return traffic.requests(safe);
    }

    /** Where refused requests are counted. */
    public Refusals refusals() {
        return traffic.refusals();
    }

    /** The gate for background work that may write: closed in READ_ONLY and ON, and while the instance must not serve. */
    public WorkGate workGate() {
        return traffic.gate(false);
    }

    /** The gate for background work that surely only reads: open in READ_ONLY. */
    public WorkGate readingWorkGate() {
        return traffic.gate(true);
    }

    /** Long-lived responses, closed when maintenance begins or the instance stops. */
    public OpenStreams streams() {
        return traffic.streams();
    }

    /** The work under way now. */
    public Work work() {
        return traffic.work();
    }

    /** Whether no work is left that the mode in force affects. May be late, never early. */
    public boolean isDrained() {
        return traffic.isDrained();
    }

    /**
     * Waits until {@link #isDrained}.
     *
     * @return false if it did not come to that within the limit
     */
    public boolean awaitDrained(Duration limit) throws InterruptedException {
        return traffic.awaitDrained(limit);
    }

    /**
     * Joins the warm-up run under way, or starts one where a failed one waits for its retry. Waits for the first look at the schema
     * before, since nothing is warm whose schema was not seen; for both together at most {@code guard.warmup.timeout}.
     */
    public CompletableFuture<WarmUpReport> warmUp() {
        return warmUp.withinBudget(firstVerdict.then(warmUp::join));
    }

    /** Marks the guard's own warm-up requests, which pass while others wait. */
    public WarmUpToken warmUpToken() {
        return token;
    }

    /**
     * Says where the web server listens, so that the warm-up can ask for pages.
     *
     * @param contextPath of the application, which the pages are below; empty for the root
     */
    public void serverListening(String host, int port, boolean secure, String contextPath) {
        pages.serverListening(host, port, secure, contextPath);
        if (warmUp.report().state() == WarmUpReport.State.FAILED) {
            warmUp.join(); // what failed for want of the address need not wait for its retry
        }
    }

    /** Looks at the schema again now instead of at the next interval. Returns at once. */
    public void checkSchema() {
        watch.lookAgain();
    }

    /** Schema changes that did not happen at start-up. */
    public BlockedMigrations blockedMigrations() {
        return blocked;
    }

    /** Leaves rotation: probes say "not ready", requests still pass, background work pauses, warm-up ends. Cannot be undone. */
    public void drain() {
        board.update(Facts::draining);
        warmUp.close(); // nobody will be let in for it, and who waits for its end would hold up the shutdown
        firstVerdict.abandon();
    }

    /** Declares that no waiting mends this instance: it is neither live nor ready from now on. */
    public void fail(String reason) {
        board.update(facts -> facts.failed(reason));
    }

    /** Takes in what the application itself says against its availability. Probes alone are told; who is let in stays as it is. */
    public void object(UnaryOperator<Objections> change) {
        board.update(facts -> facts.with(change.apply(facts.objections())));
    }

    /** Ends the guard's threads, after the listeners heard of it. The last status stays, as {@link Phase#DRAINING}. */
    @Override
    public void close() {
        drain();
        watch.abort();
        threads.close();
        own.tellNow();
        others.tellNow();
        if (agentCheck != null) {
            agentCheck.close();
        }
    }

    private void modeChanged() {
        // Read inside the update, so that of two threads none publishes what the other has overtaken.
        board.update(facts -> facts.with(modeSwitch.effective(), watch.nextLook()));
        warmWhenUsable();
        if (isStarted.get() && board.status().verdict() == null) {
            watch.lookAgain();
        }
    }

    /** Never by way of a listener: one that hangs would keep the instance closed. The last of two threads tells the latest. */
    private synchronized void warmWhenUsable() {
        if (isStarted.get()) {
            warmUp.start(board.isSchemaUsable());
        }
    }

    /** The board for callbacks that are made before it. */
    private StatusBoard board() {
        return board;
    }
}
