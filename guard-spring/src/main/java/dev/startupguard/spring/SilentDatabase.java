package dev.startupguard.spring;

import dev.startupguard.automigration.InProcessDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Lets Hibernate start without its database. Hibernate reads the database's metadata to choose a dialect, and fails or hangs
 * where there is none; it then gets the dialect from the JDBC URL, in the oldest version that it supports.
 */
final class SilentDatabase {

    static final String METADATA_ACCESS = "hibernate.boot.allow_jdbc_metadata_access";
    static final String PRODUCT_NAME = "jakarta.persistence.database-product-name";

    private static final Logger log = LoggerFactory.getLogger(SilentDatabase.class);

    private static final List<String> DIALECTS =
            List.of("hibernate.dialect", PRODUCT_NAME, "jakarta.persistence.database-product-version");

    /** By the name in the JDBC URL, what databases call themselves in their metadata, which is what Hibernate knows them by. */
    private static final Map<String, String> PRODUCT_NAMES = Map.of(
            "db2", "DB2/",
            "derby", "Apache Derby",
            "h2", "H2",
            "hsqldb", "HSQL Database Engine",
            "mariadb", "MariaDB",
            "mysql", "MySQL",
            "oracle", "Oracle",
            "postgresql", "PostgreSQL",
            "sqlserver", "Microsoft SQL Server");

    private SilentDatabase() {}

    /** Asks the database once, and changes the settings only if it does not answer. */
    static void prepare(LocalContainerEntityManagerFactoryBean factory, Duration limit) {
        DataSource dataSource = factory.getDataSource();
        Map<String, Object> jpa = factory.getJpaPropertyMap();
        if (dataSource == null || jpa.containsKey(METADATA_ACCESS)) {
            return;
        }
        String url = InProcessDatabase.urlOf(dataSource).orElse(null);
        boolean isInProcess = url != null && InProcessDatabase.isUrl(url);
        if (isInProcess || answers(dataSource, limit)) {
            return;
        }
        jpa.put(METADATA_ACCESS, "false");
        String product = url == null ? null : product(url);
        if (!hasDialect(factory) && product != null) {
            jpa.put(PRODUCT_NAME, product);
        }
        log.warn(
                "The database did not answer within {} ms, so Hibernate starts without asking it and takes the dialect {} in its"
                        + " oldest supported version. The guard holds until the database answers; restart to have the version's own"
                        + " features, or set hibernate.dialect.",
                limit.toMillis(),
                product == null ? "of its settings" : "of " + product);
    }

    private static @Nullable String product(String url) {
        String[] parts = url.split(":", 3);
        return parts.length < 3 ? null : PRODUCT_NAMES.get(parts[1].toLowerCase(Locale.ROOT));
    }

    private static boolean answers(DataSource dataSource, Duration limit) {
        return TimeLimited.call("startup-guard-database-probe", limit, () -> connects(dataSource))
                .orElse(false);
    }

    private static boolean connects(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return !connection.isClosed();
        } catch (SQLException | RuntimeException e) {
            log.debug("The database cannot be reached yet", e);
            return false;
        }
    }

    private static boolean hasDialect(LocalContainerEntityManagerFactoryBean factory) {
        JpaVendorAdapter adapter = factory.getJpaVendorAdapter();
        Map<String, ?> ofAdapter = adapter == null ? Map.of() : adapter.getJpaPropertyMap();
        return DIALECTS.stream()
                .anyMatch(each -> factory.getJpaPropertyMap().containsKey(each) || ofAdapter.containsKey(each));
    }
}
