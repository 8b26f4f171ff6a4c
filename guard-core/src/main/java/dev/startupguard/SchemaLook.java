package dev.startupguard;

import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.schema.SchemaVersion;
import dev.startupguard.settings.InvalidSettingException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One look at the schema, which may hang, and the way to end a hung one. */
interface SchemaLook {

    SchemaVerdict look();

    void abort();

    /** The build's schema version; null if it has none, or none is known before the first look. */
    @Nullable
    SchemaVersion build();

    /** @throws InvalidSettingException if a location cannot be read, or migrations are bundled and there is no DataSource */
    static SchemaLook of(GuardConfiguration configuration, ClassLoader classLoader, @Nullable DataSource dataSource) {
        SchemaCheckSettings settings = new SchemaCheckSettings(
                classLoader,
                configuration.schema().locations(),
                configuration.schema().range(),
                configuration.schema().history(),
                configuration.databaseTimeout());
        SchemaCheck check = new SchemaCheck(dataSource, settings);
        if (dataSource == null && !check.isOff()) {
            throw new InvalidSettingException(
                    "The guard has no DataSource, and this build has migrations at %s or guard.schema.min is set; expected the DataSource of the database that they belong to. Give the guard its DataSource (guard.database.data-source), or set guard.schema.locations to nothing to switch the schema check off."
                            .formatted(settings.locations()));
        }
        return of(check);
    }

    static SchemaLook of(SchemaCheck check) {
        return new SchemaLook() {
            @Override
            public SchemaVerdict look() {
                return check.check();
            }

            @Override
            public void abort() {
                check.abort();
            }

            @Override
            public @Nullable SchemaVersion build() {
                return check.build();
            }
        };
    }

    static SchemaLook off(String note) {
        SchemaVerdict verdict = new SchemaVerdict.Compatible(null, null, null, List.of(note));
        return new SchemaLook() {
            @Override
            public SchemaVerdict look() {
                return verdict;
            }

            @Override
            public void abort() {}

            @Override
            public @Nullable SchemaVersion build() {
                return null;
            }
        };
    }
}
