package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.schema.SchemaVerdict;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

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

    @ParameterizedTest
    @EnumSource
    void whatOthersMustAskForByNameLeavesNoChoiceToMake(Hidden hidden) {
        with("orders")
                .withBean("audit", DataSource.class, SimpleDriverDataSource::new, hidden)
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("orders")));
    }

    @Test
    void whatIsHiddenFromOthersCanBeNamed() {
        with("orders")
                .withBean("audit", DataSource.class, SimpleDriverDataSource::new, Hidden.NO_AUTOWIRE_CANDIDATE)
                .withPropertyValues("guard.database.data-source=audit")
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("audit")));
    }

    @Test
    void flywaysOwnIsTakenSinceTheMigrationsBelongToItsDatabase() {
        with("orders")
                .withUserConfiguration(OwnOfFlyway.class)
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("migrator")));
    }

    @Test
    void theNamedOneGoesBeforeFlywaysOwn() {
        with("orders")
                .withUserConfiguration(OwnOfFlyway.class)
                .withPropertyValues("guard.database.data-source=orders")
                .run(context -> assertThat(
                                context.getBean(GuardedDataSource.class).dataSource())
                        .isSameAs(context.getBean("orders")));
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaIsReadThroughAWrapper(Wrapper wrapper) {
        FreshDatabase database = TestDatabase.h2File(folder);
        WebApplicationTest.migrate(database);
        application
                .withBean(DataSource.class, () -> wrapper.around(database.dataSource()))
                .withPropertyValues("guard.schema.locations=classpath:migrations")
                .run(context -> {
                    StartupGuard guard = context.getBean(StartupGuard.class);
                    Awaitility.await().until(() -> guard.status().phase() == Phase.SERVING);
                    assertThat(guard.status().verdict()).isInstanceOf(SchemaVerdict.Compatible.class);
                });
    }

    /** How a bean is kept from those who ask for its type alone. */
    private enum Hidden implements BeanDefinitionCustomizer {
        NO_AUTOWIRE_CANDIDATE {
            @Override
            public void customize(BeanDefinition definition) {
                definition.setAutowireCandidate(false);
            }
        },
        NO_DEFAULT_CANDIDATE {
            @Override
            public void customize(BeanDefinition definition) {
                ((AbstractBeanDefinition) definition).setDefaultCandidate(false);
            }
        },
        FALLBACK {
            @Override
            public void customize(BeanDefinition definition) {
                definition.setFallback(true);
            }
        }
    }

    private enum Wrapper {
        LAZY {
            @Override
            DataSource around(DataSource real) {
                return new LazyConnectionDataSourceProxy(real);
            }
        },
        TRANSACTIONAL {
            @Override
            DataSource around(DataSource real) {
                return new TransactionAwareDataSourceProxy(real);
            }
        },
        ROUTING {
            @Override
            DataSource around(DataSource real) {
                AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                    @Override
                    protected Object determineCurrentLookupKey() {
                        return "main";
                    }
                };
                routing.setTargetDataSources(Map.of("main", real));
                routing.afterPropertiesSet();
                return routing;
            }
        },
        AOP {
            @Override
            DataSource around(DataSource real) {
                return (DataSource) new ProxyFactory(DataSource.class, new SingletonTargetSource(real)).getProxy();
            }
        };

        abstract DataSource around(DataSource real);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnOfFlyway {

        @Bean
        @FlywayDataSource
        DataSource migrator() {
            return new SimpleDriverDataSource();
        }
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
