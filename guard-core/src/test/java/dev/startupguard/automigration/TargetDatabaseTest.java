package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class TargetDatabaseTest {

    @Test
    void itsTextHoldsNoCredential() {
        TargetDatabase target = TargetDatabase.ofUrl("jdbc:postgresql://ada:s3cret@db/app?password=s3cret");

        assertThat(target).hasToString("jdbc:postgresql://db/app");
        assertThat(target.shown()).isEqualTo("jdbc:postgresql://db/app");
    }

    @Test
    void isToldFromADataSourceWithoutAConnection() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:tcp://localhost:1/app");

        assertThat(TargetDatabase.of(dataSource).url()).isEqualTo("jdbc:h2:tcp://localhost:1/app");
    }

    @Test
    void whatCannotBeToldIsNamedByItsClass() {
        DataSource silent = new Delegating(null);

        assertThat(TargetDatabase.of(silent).url()).isNull();
        assertThat(TargetDatabase.of(silent).shown()).isEqualTo("the database of " + Delegating.class.getName());
    }
}
