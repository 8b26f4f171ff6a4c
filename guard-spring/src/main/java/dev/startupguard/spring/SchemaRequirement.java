package dev.startupguard.spring;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.IncompatibleSchemaException;
import dev.startupguard.schema.OnIncompatible;
import dev.startupguard.schema.SchemaCheck;
import dev.startupguard.schema.SchemaCheckSettings;
import dev.startupguard.schema.SchemaVerdict;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Refuses to start on a schema that does not fit, where {@code guard.schema.on-incompatible} is {@code fail}. Apart from the
 * guard itself, so that what the guard depends on may in turn depend on the database.
 */
final class SchemaRequirement implements InitializingBean {

    private final GuardConfiguration configuration;
    /** Asked only where something is required: the DataSource may itself be made by what waits for this. */
    private final ObjectProvider<GuardedDataSource> dataSource;

    private final ClassLoader classLoader;

    SchemaRequirement(
            GuardConfiguration configuration, ObjectProvider<GuardedDataSource> dataSource, ClassLoader classLoader) {
        this.configuration = configuration;
        this.dataSource = dataSource;
        this.classLoader = classLoader;
    }

    /** @throws IncompatibleSchemaException if the schema does not fit or cannot be read */
    @Override
    public void afterPropertiesSet() {
        if (configuration.enabled() && configuration.schema().onIncompatible() == OnIncompatible.FAIL) {
            dataSource.getObject().ifPresent(this::refuseIncompatible);
        }
    }

    private void refuseIncompatible(DataSource database) {
        SchemaCheck check = new SchemaCheck(
                database,
                new SchemaCheckSettings(
                        classLoader,
                        configuration.schema().locations(),
                        configuration.schema().range(),
                        configuration.schema().history(),
                        configuration.databaseTimeout()));
        Duration limit = configuration.databaseTimeout();
        SchemaVerdict verdict = TimeLimited.call("startup-guard-schema-requirement", limit, check::check)
                .orElseGet(() -> {
                    check.abort();
                    return tooSlow(limit);
                });
        if (!verdict.isCompatible()) {
            throw new IncompatibleSchemaException(verdict);
        }
    }

    private static SchemaVerdict tooSlow(Duration limit) {
        return new SchemaVerdict.Unreadable(
                SchemaVerdict.Unreadable.Cause.TIMED_OUT,
                "The database did not answer within %d ms; expected the schema history to be readable. Check the database and the connection pool, or raise guard.database.timeout."
                        .formatted(limit.toMillis()));
    }
}
