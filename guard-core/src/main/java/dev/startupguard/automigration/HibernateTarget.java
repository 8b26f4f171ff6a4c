package dev.startupguard.automigration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the databases that Hibernate's settings name. */
@SuppressWarnings("deprecation") // the javax.persistence names, which Hibernate still reads
final class HibernateTarget {

    private static final Logger log = LoggerFactory.getLogger(HibernateTarget.class);

    private static final List<String> CONNECTIONS =
            List.of(JdbcSettings.JAKARTA_HBM2DDL_CONNECTION, JdbcSettings.HBM2DDL_CONNECTION);

    private static final List<String> DATA_SOURCES = List.of(
            JdbcSettings.DATASOURCE,
            JdbcSettings.JAKARTA_JTA_DATASOURCE,
            JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
            JdbcSettings.JPA_JTA_DATASOURCE,
            JdbcSettings.JPA_NON_JTA_DATASOURCE);

    private static final List<String> URLS =
            List.of(JdbcSettings.URL, JdbcSettings.JAKARTA_JDBC_URL, JdbcSettings.JPA_JDBC_URL);

    /** Where connections come from that say nothing of their database. */
    private static final List<String> PROVIDERS =
            List.of(JdbcSettings.CONNECTION_PROVIDER, MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER);

    private static final List<String> POOLS = List.of("hibernate.hikari.", "hibernate.c3p0.", "hibernate.agroal.");

    private HibernateTarget() {}

    /**
     * Every database that the settings name, at least one. All of them count, rather than the one that Hibernate would prefer, so
     * that a change in its order of preference cannot let a schema change through.
     */
    static List<TargetDatabase> allOf(Map<String, Object> settings) {
        List<TargetDatabase> targets = new ArrayList<>();
        CONNECTIONS.forEach(
                key -> at(settings, key).map(HibernateTarget::ofConnection).ifPresent(targets::add));
        DATA_SOURCES.forEach(
                key -> at(settings, key).map(HibernateTarget::ofDataSource).ifPresent(targets::add));
        URLS.forEach(key -> at(settings, key).map(HibernateTarget::ofUrl).ifPresent(targets::add));
        PROVIDERS.forEach(key -> at(settings, key)
                .map(each -> TargetDatabase.unknown("the database of " + key))
                .ifPresent(targets::add));
        settings.forEach((key, value) -> ofPool(key, value).ifPresent(targets::add));
        return targets.isEmpty()
                ? List.of(TargetDatabase.unknown("a database that no setting names"))
                : List.copyOf(targets);
    }

    private static Optional<Object> at(Map<String, Object> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(HibernateTarget::resolved);
    }

    /** Hibernate puts system properties in place of {@code ${name}}, but only after its contributors were called. */
    static @Nullable Object resolved(Object value) {
        return value instanceof String text ? ConfigurationHelper.resolvePlaceHolder(text) : value;
    }

    private static TargetDatabase ofUrl(Object value) {
        return TargetDatabase.ofUrl(value.toString());
    }

    private static TargetDatabase ofDataSource(Object value) {
        if (value instanceof DataSource dataSource) {
            return TargetDatabase.of(dataSource);
        }
        return TargetDatabase.unknown("the database of data source " + value);
    }

    private static TargetDatabase ofConnection(Object value) {
        if (value instanceof Connection connection) {
            try {
                String url = connection.getMetaData().getURL();
                if (url != null) {
                    return ofUrl(url);
                }
            } catch (SQLException e) {
                log.debug("A connection does not tell its URL", e);
            }
        }
        return TargetDatabase.unknown("the database of a connection");
    }

    private static Optional<TargetDatabase> ofPool(String key, Object value) {
        if (value == null || POOLS.stream().noneMatch(key::startsWith)) {
            return Optional.empty();
        }
        String property = key.toLowerCase(Locale.ROOT);
        if (property.endsWith("url")) {
            return Optional.ofNullable(resolved(value)).map(HibernateTarget::ofUrl);
        }
        return property.contains("datasource")
                ? Optional.of(TargetDatabase.unknown("the database of " + key))
                : Optional.empty();
    }
}
