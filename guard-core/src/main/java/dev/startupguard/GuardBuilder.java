package dev.startupguard;

import dev.startupguard.automigration.BlockedMigrations;
import dev.startupguard.maintenance.ConfiguredMaintenance;
import dev.startupguard.maintenance.Maintenance;
import dev.startupguard.maintenance.MaintenanceFile;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.maintenance.MaintenanceOverride;
import dev.startupguard.maintenance.MaintenanceSource;
import dev.startupguard.maintenance.MaintenanceState;
import dev.startupguard.settings.Settings;
import dev.startupguard.warmup.PageWarmUp;
import dev.startupguard.warmup.WarmUpTask;
import dev.startupguard.warmup.WarmUpToken;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts a {@link StartupGuard} together; everything has a default. Not thread safe. */
public final class GuardBuilder {

    private static final String FILE = "file";
    private static final String DISABLED = "disabled";
    private static final List<String> OWN_SOURCES = List.of(ModeSwitch.OVERRIDE, FILE, ModeSwitch.CONFIGURED, DISABLED);

    private final List<WarmUpTask> tasks = new ArrayList<>();
    private final Map<String, MaintenanceSource> sources = new LinkedHashMap<>();
    private final List<GuardListener> listeners = new ArrayList<>();
    private ClassLoader classLoader = defaultClassLoader();
    private Clock clock = Clock.systemUTC();
    private BlockedMigrations blocked = BlockedMigrations.ofThisClassLoader();
    private @Nullable GuardConfiguration configuration;
    private @Nullable DataSource dataSource;

    GuardBuilder() {}

    /** The settings; by default {@link Settings#standard} with the class loader. */
    public GuardBuilder configuration(GuardConfiguration configuration) {
        this.configuration = configuration;
        return this;
    }

    /** The database to look at. Needed unless the schema check is off. */
    public GuardBuilder dataSource(DataSource dataSource) {
        this.dataSource = dataSource;
        return this;
    }

    /** Where the build's migrations and {@code guard.properties} are; the thread's context class loader by default. */
    public GuardBuilder classLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
        return this;
    }

    public GuardBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * A further source of the maintenance mode, asked after the file and before the configured mode.
     *
     * @throws GuardMisuseException if the name is blank, taken, or one that the guard uses itself
     */
    public GuardBuilder maintenanceSource(String name, MaintenanceSource source) {
        if (name.isBlank() || OWN_SOURCES.contains(name) || sources.put(name, source) != null) {
            throw new GuardMisuseException(
                    "A source of the maintenance mode is named '%s', which is blank or there already; expected a name of its own, not one of the guard's (%s). Choose another name."
                            .formatted(name, String.join(", ", OWN_SOURCES)));
        }
        return this;
    }

    /** Something to do before the instance serves. */
    public GuardBuilder warmUpTask(WarmUpTask task) {
        tasks.add(task);
        return this;
    }

    public GuardBuilder listener(GuardListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Where blocked schema changes are kept; {@link BlockedMigrations#ofThisClassLoader} by default. */
    public GuardBuilder blockedMigrations(BlockedMigrations blocked) {
        this.blocked = blocked;
        return this;
    }

    /**
     * Makes the guard; {@link StartupGuard#start} sets it going.
     *
     * @throws dev.startupguard.settings.InvalidSettingException if a setting is not accepted, or migrations are bundled and
     *     there is no DataSource
     * @throws GuardMisuseException if two warm-up tasks have the same name
     */
    public StartupGuard build() {
        return new StartupGuard(new Parts());
    }

    private static ClassLoader defaultClassLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Objects.requireNonNull(StartupGuard.class.getClassLoader()) : context;
    }

    /** What the guard is made of, once all is said. */
    final class Parts {
        final GuardConfiguration configuration =
                Objects.requireNonNullElseGet(GuardBuilder.this.configuration, this::standard);
        final ClassLoader classLoader = GuardBuilder.this.classLoader;
        final Clock clock = GuardBuilder.this.clock;
        final BlockedMigrations blocked = GuardBuilder.this.blocked;
        final List<GuardListener> listeners = List.copyOf(GuardBuilder.this.listeners);
        final MaintenanceOverride override = new MaintenanceOverride(clock);
        final WarmUpToken token = new WarmUpToken();
        final PageWarmUp pages = new PageWarmUp(
                token,
                configuration.warmUp().host(),
                configuration.enabled() ? configuration.warmUp().pages() : List.of());

        private GuardConfiguration standard() {
            return GuardConfiguration.of(Settings.standard(GuardBuilder.this.classLoader));
        }

        SchemaLook schemaLook() {
            return configuration.enabled()
                    ? SchemaLook.of(configuration, classLoader, dataSource)
                    : SchemaLook.off("The guard is switched off by guard.enabled=false.");
        }

        List<WarmUpTask> warmUpTasks() {
            List<WarmUpTask> all = new ArrayList<>(configuration.enabled() ? tasks : List.of());
            all.addAll(pages.tasks());
            refuseSameNames(all);
            return all;
        }

        private static void refuseSameNames(List<WarmUpTask> tasks) {
            Set<String> names = new HashSet<>();
            for (WarmUpTask each : tasks) {
                if (!names.add(each.name())) {
                    throw new GuardMisuseException(
                            "Two warm-up tasks are named '%s'; expected each name once, since the report goes by it. Rename one of them."
                                    .formatted(each.name()));
                }
            }
        }

        Maintenance maintenance() {
            Maintenance.Builder ranked = Maintenance.builder(clock);
            ranked.source(ModeSwitch.OVERRIDE, override);
            if (!configuration.enabled()) {
                return ranked.source(DISABLED, configured(MaintenanceMode.OFF)).build();
            }
            GuardConfiguration.Maintenance settings = configuration.maintenance();
            if (settings.file() != null) {
                ranked.source(FILE, new MaintenanceFile(settings.file(), clock));
            }
            sources.forEach(ranked::source);
            return ranked.source(ModeSwitch.CONFIGURED, configured(settings.mode()))
                    .build();
        }

        private ConfiguredMaintenance configured(MaintenanceMode mode) {
            GuardConfiguration.Maintenance settings = configuration.maintenance();
            return new ConfiguredMaintenance(
                    new MaintenanceState(mode, settings.reason(), null, clock.instant(), settings.until(), 0));
        }
    }
}
