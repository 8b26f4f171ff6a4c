package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class GuardedDataSourceTest {

    @TempDir
    Path folder;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class));

    @Test
    void withoutMigrationsNoneIsNeeded() {
        application.run(
                context -> assertThat(context.getBean(GuardedDataSource.class).dataSource())
                        .isNull());
    }

    @Test
    void withMigrationsOneIsNeeded() {
        application
                .withPropertyValues("guard.schema.locations=classpath:migrations")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessageContaining("guard.database.data-source"));
    }

    @Test
    void theOnlyOneIsTaken() {
        with("orders")
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("orders")));
    }

    @Test
    void ofSeveralThePrimaryOneIsTaken() {
        with("orders", "reports")
                .withBean(
                        "main",
                        DataSource.class,
                        SimpleDriverDataSource::new,
                        definition -> definition.setPrimary(true))
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("main")));
    }

    @Test
    void ofSeveralTheNamedOneIsTaken() {
        with("orders", "reports")
                .withPropertyValues("guard.database.data-source=reports")
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("reports")));
    }

    @Test
    void severalWithoutAPrimaryOneAreNamedInTheRefusal() {
        with("orders", "reports")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessage(
                                "guard.database.data-source is not set, and there are several DataSource beans (orders, reports);"
                                        + " expected one, or one that is primary. Set it to the bean whose database this build's migrations"
                                        + " belong to."));
    }

    @Test
    void aNameThatIsNoDataSourceIsRefusedWithThoseThatAre() {
        with("orders", "reports")
                .withPropertyValues("guard.database.data-source=order")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessage(
                                "guard.database.data-source is 'order'; expected the name of a DataSource bean (orders,"
                                        + " reports). Correct the value, or remove it where there is only one."));
    }

    private ApplicationContextRunner with(String... names) {
        ApplicationContextRunner with = application;
        for (String name : names) {
            with = with.withBean(
                    name, DataSource.class, () -> TestDatabase.h2File(folder).dataSource());
        }
        return with;
    }
}
