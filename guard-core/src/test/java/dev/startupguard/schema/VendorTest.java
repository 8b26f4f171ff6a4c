package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.DatabaseDriver;

class VendorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:H2:mem:x",
                "jdbc:postgresql://h/d",
                "jdbc:mariadb://h/d",
                "jdbc:mysql://h/d",
                "jdbc:sqlserver://h",
                "jdbc:jtds:sqlserver://h",
                "jdbc:oracle:thin:@h",
                "jdbc:db2://h/d",
                "jdbc:as400://h",
                "jdbc:sap://h",
                "jdbc:firebird://h",
                "jdbc:firebirdsql://h",
                "jdbc:informix-sqli://h",
                "jdbc:informix-direct://h",
                "jdbc:hsqldb:mem:x",
                "jdbc:derby:x",
                "jdbc:sqlite:x",
                "jdbc:redshift://h",
                "jdbc:teradata://h",
                "jdbc:phoenix:h",
                "jdbc:tc:postgresql:15://h",
                "jdbc:ch://h",
                "jdbc:clickhouse://h",
                "jdbc:aws-wrapper:mysql://h",
                "jdbc:unheard-of://h",
                "jdbc:postgresqlx://h",
                "jdbc:"
            })
    void theVendorOfAUrlIsSpringBootsIdForIt(String url) {
        DatabaseDriver driver = DatabaseDriver.fromJdbcUrl(url);
        assertThat(Vendor.of(url)).isEqualTo(driver == DatabaseDriver.UNKNOWN ? null : driver.getId());
    }

    @Test
    void everyDriverThatSpringBootKnowsByItsOwnNameHasAVendor() {
        for (DatabaseDriver driver : DatabaseDriver.values()) {
            String url = "jdbc:" + driver.name().toLowerCase() + ":x";
            DatabaseDriver found = DatabaseDriver.fromJdbcUrl(url);
            assertThat(Vendor.of(url)).isEqualTo(found == DatabaseDriver.UNKNOWN ? null : found.getId());
        }
    }

    @Test
    void theGuardsTablesAreAvailableForFourKindsOfDatabase() {
        assertThat(GuardTables.locationFor("jdbc:mysql://host/app")).isEqualTo("classpath:dev/startupguard/db/mysql");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardTables.locationFor("jdbc:oracle:thin:scott/tiger@host"))
                .withMessage("The guard's tables are not available for a database of the kind oracle."
                        + " Expected the JDBC URL of one of h2, mariadb, mysql, postgresql; for a driver that wraps another,"
                        + " name the location yourself: classpath:dev/startupguard/db/{vendor}.");
    }
}
