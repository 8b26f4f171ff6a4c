package dev.startupguard.automigration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.tool.schema.Action;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that make Hibernate do something to the database's schema when it starts or stops. Load scripts and import files run
 * only as part of these actions. Actions for scripts write files, and are left alone.
 */
@SuppressWarnings("deprecation") // the javax.persistence name, which Hibernate still reads
final class SchemaActions {

    private static final Logger log = LoggerFactory.getLogger(SchemaActions.class);

    private static final List<String> SETTINGS = List.of(
            SchemaToolingSettings.HBM2DDL_AUTO,
            SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION,
            SchemaToolingSettings.HBM2DDL_DATABASE_ACTION);

    private static final String GENERATION = "schema generation by Hibernate";
    private static final String VALIDATION =
            "schema validation by Hibernate (the guard checks instead, unless guard.schema.on-incompatible=fail)";

    private SchemaActions() {}

    static void switchOff(Map<String, Object> settings, boolean keepsValidation, Blockade blockade) {
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            Action action = isAction(setting.getKey()) ? action(setting.getKey(), setting.getValue()) : Action.NONE;
            if (action == Action.NONE || action == Action.VALIDATE && keepsValidation) {
                continue;
            }
            blockade.report(
                    action == Action.VALIDATE ? VALIDATION : GENERATION, setting.getKey(), shown(setting.getValue()));
            setting.setValue(Action.ACTION_NONE);
        }
    }

    /** Each may be followed by the name of a contributor to the model, as in {@code hibernate.hbm2ddl.auto.envers}. */
    private static boolean isAction(String key) {
        return SETTINGS.stream().anyMatch(each -> key.equals(each) || key.startsWith(each + "."));
    }

    private static Action action(String key, @Nullable Object value) {
        Object resolved = value == null ? null : HibernateTarget.resolved(value);
        try {
            return key.startsWith(SchemaToolingSettings.HBM2DDL_AUTO)
                    ? Action.interpretHbm2ddlSetting(resolved)
                    : Action.interpretJpaSetting(resolved);
        } catch (IllegalArgumentException e) {
            // Left as it is: Hibernate refuses it in a moment, with its own message.
            log.debug("{} has a value that Hibernate does not know", key, e);
            return Action.NONE;
        }
    }

    private static String shown(Object value) {
        return value instanceof Action action
                ? action.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : Optional.ofNullable(HibernateTarget.resolved(value))
                        .map(Object::toString)
                        .orElse("")
                        .strip();
    }
}
