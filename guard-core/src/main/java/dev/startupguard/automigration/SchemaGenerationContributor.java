package dev.startupguard.automigration;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Setting;
import dev.startupguard.settings.Settings;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.service.spi.ServiceContributor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Hibernate from changing the schema, however it is started: found by ServiceLoader for JPA, native and Spring bootstraps
 * alike, it switches off the settings that ask for a change before Hibernate reads them, and puts a target in the way of what gets
 * past the settings.
 *
 * <p>The guard's own settings are taken from Hibernate's ({@code guard.auto-migration}, {@code guard.schema.on-incompatible}, {@code
 * guard.enabled}) and then from where they always are. What is blocked goes to {@link BlockedMigrations#ofThisClassLoader()}, or to
 * the instance under {@value #BLOCKED}.
 */
public final class SchemaGenerationContributor implements ServiceContributor {

    /** The Hibernate setting that may hold a {@link BlockedMigrations} to report to. */
    public static final String BLOCKED = "guard.auto-migration.blocked";

    private static final Logger log = LoggerFactory.getLogger(SchemaGenerationContributor.class);

    private static final String HIBERNATE = "Hibernate setting";

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        Map<String, Object> hibernate = registry.getSettings();
        Settings settings =
                Settings.standard(classLoader()).withFirst(new PropertySettings(HIBERNATE, texts(hibernate)));
        if (!isEnabled(settings)) {
            return;
        }
        AutoMigrationPolicy policy = policy(settings);
        List<TargetDatabase> targets = HibernateTarget.allOf(hibernate);
        Optional<TargetDatabase> blocked =
                targets.stream().filter(each -> policy.blocks(each.url())).findFirst();
        if (blocked.isEmpty()) {
            log.debug("guard.auto-migration={} leaves {} alone", policy.label(), targets);
            return;
        }
        Blockade blockade = new Blockade(policy, blocked.get(), unit(hibernate), log(hibernate), Clock.systemUTC());
        SchemaActions.switchOff(hibernate, keepsValidation(settings), blockade);
        BulkTables.switchOff(hibernate, blockade);
        registry.addInitiator(new BlockedSchemaTool.Initiator(blockade));
    }

    private static BlockedMigrations log(Map<String, Object> hibernate) {
        return hibernate.get(BLOCKED) instanceof BlockedMigrations given
                ? given
                : BlockedMigrations.ofThisClassLoader();
    }

    /** Null in native bootstraps, which have none. */
    private static @Nullable String unit(Map<String, Object> hibernate) {
        return hibernate.get(PersistenceSettings.PERSISTENCE_UNIT_NAME) instanceof String name ? name : null;
    }

    private static boolean isEnabled(Settings settings) {
        return !"false".equalsIgnoreCase(settings.value(GuardKey.ENABLED));
    }

    private static AutoMigrationPolicy policy(Settings settings) {
        Optional<Setting> found = settings.find(GuardKey.AUTO_MIGRATION);
        try {
            return found.map(each -> AutoMigrationPolicy.of(each.value())).orElse(AutoMigrationPolicy.BLOCK);
        } catch (IllegalArgumentException e) {
            throw found.orElseThrow().invalid();
        }
    }

    /** With {@code fail} Hibernate's own validation fails start-up too and may stay; else it must not keep the guard from holding. */
    private static boolean keepsValidation(Settings settings) {
        return "fail".equalsIgnoreCase(settings.value(GuardKey.SCHEMA_ON_INCOMPATIBLE));
    }

    private static Map<String, String> texts(Map<String, Object> hibernate) {
        Map<String, String> texts = new HashMap<>();
        hibernate.forEach((key, value) -> {
            if (key.startsWith(GuardKey.PREFIX) && !key.equals(BLOCKED) && value != null) {
                texts.put(key, String.valueOf(HibernateTarget.resolved(value)));
            }
        });
        return texts;
    }

    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread != null ? ofThread : SchemaGenerationContributor.class.getClassLoader();
    }
}
