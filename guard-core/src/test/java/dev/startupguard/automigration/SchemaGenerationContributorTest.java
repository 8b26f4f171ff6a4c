package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.settings.InvalidSettingException;
import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.LogCapture;
import dev.startupguard.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.relational.SchemaManager;
import org.hibernate.tool.schema.internal.HibernateSchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.tool.schema.spi.SchemaMigrator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaGenerationContributorTest {

    private static final String AUTO = "hibernate.hbm2ddl.auto";
    private static final String ACTION = "jakarta.persistence.schema-generation.database.action";
    private static final String DATA_SOURCE = "jakarta.persistence.nonJtaDataSource";
    private static final String BULK_TABLES = "hibernate.query.mutation_strategy.global_temporary.create_tables";

    @TempDir
    Path folder;

    private final BlockedMigrations blocked = new BlockedMigrations();
    private final String memory = "jdbc:h2:mem:" + UUID.randomUUID();
    private LiveDatabase database;
    private LiveDatabase inMemory;

    @BeforeEach
    void open() throws SQLException {
        database = new LiveDatabase("jdbc:h2:file:" + folder.resolve("live"));
        inMemory = new LiveDatabase(memory);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
        inMemory.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseInTheMemoryOfThisProcessIsExempt(Bootstrap bootstrap) throws Exception {
        bootstrap
                .start(settings("hibernate.connection.url", memory, AUTO, "update"))
                .close();

        assertThat(inMemory.content()).anyMatch(each -> each.startsWith("SEAT,"));
        assertThat(blocked.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void alwaysHasNoExemption(Bootstrap bootstrap) throws Exception {
        List<String> before = inMemory.content();

        bootstrap
                .start(settings(
                        "hibernate.connection.url",
                        memory,
                        AUTO,
                        "update",
                        "guard.auto-migration",
                        "always",
                        BULK_TABLES,
                        "false"))
                .close();

        assertThat(inMemory.content()).isEqualTo(before);
        assertThat(blocked.all()).extracting(BlockedMigration::target).containsExactly(memory);
    }

    private interface DataSources {
        DataSource to(String url);
    }

    static Stream<Arguments> dataSources() {
        return Stream.of(
                dataSource("of the driver", SchemaGenerationContributorTest::h2),
                dataSource("a pool", url -> pool(config -> config.setJdbcUrl(url))),
                dataSource("a pool of a driver's", url -> pool(config -> config.setDataSource(h2(url)))),
                dataSource("a wrapped one", url -> new Delegating(new Delegating(h2(url)))),
                dataSource("a wrapped pool", url -> new Delegating(pool(config -> config.setJdbcUrl(url)))));
    }

    private static Arguments dataSource(String name, DataSources kind) {
        return arguments(Named.of(name, kind));
    }

    @ParameterizedTest
    @MethodSource("dataSources")
    void aDataSourceIsTreatedLikeItsUrl(DataSources kind) throws Exception {
        List<String> before = database.content();
        for (Bootstrap bootstrap : List.of(Bootstrap.JPA, Bootstrap.CONTAINER)) {
            start(bootstrap, DATA_SOURCE, kind.to(database.url()));
        }
        start(Bootstrap.NATIVE, "hibernate.connection.datasource", kind.to(database.url()));

        assertThat(database.content()).isEqualTo(before);
        assertThat(blocked.all()).extracting(BlockedMigration::target).containsOnly(database.url());
    }

    @ParameterizedTest
    @MethodSource("dataSources")
    void aDataSourceOfADatabaseInMemoryIsExempt(DataSources kind) throws Exception {
        start(Bootstrap.CONTAINER, DATA_SOURCE, kind.to(memory));

        assertThat(inMemory.content()).anyMatch(each -> each.startsWith("SEAT,"));
        assertThat(blocked.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aDatabaseOnAServerIsNotChangedAndItsPasswordNotReported(TestDatabase kind) throws Exception {
        FreshDatabase server = kind.create();
        server.execute("CREATE TABLE attendee (id BIGINT PRIMARY KEY)", "INSERT INTO attendee VALUES (1)");

        for (String action : List.of("update", "create-drop")) {
            Bootstrap.CONTAINER
                    .start(settings(DATA_SOURCE, server.dataSource(), AUTO, action, BULK_TABLES, "true"))
                    .close();
        }

        try (Connection connection = server.connect();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("attendee");
            assertThat(tables.next()).isFalse();
        }
        assertThat(server.column("SELECT id FROM attendee")).containsExactly("1");
        assertThat(blocked.all())
                .hasSize(3)
                .allSatisfy(
                        each -> assertThat(each.target()).startsWith("jdbc:").doesNotContain(server.password()));
    }

    @Test
    void aDataSourceThatDoesNotTellItsUrlCountsAsADatabaseThatOthersUse() throws Exception {
        List<String> before = inMemory.content();

        start(Bootstrap.CONTAINER, DATA_SOURCE, JdbcConnectionPool.create(memory, "", ""));

        assertThat(inMemory.content()).isEqualTo(before);
        assertThat(blocked.all())
                .extracting(BlockedMigration::target)
                .containsExactly("the database of org.h2.jdbcx.JdbcConnectionPool");
    }

    @Test
    void oneDatabaseThatOthersUseAmongThoseNamedIsEnoughToBlock() throws Exception {
        List<String> before = database.content();

        Bootstrap.NATIVE
                .start(settings(
                        "hibernate.connection.url",
                        memory,
                        "hibernate.connection.datasource",
                        h2(database.url()),
                        AUTO,
                        "create"))
                .close();

        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void aProviderOfConnectionsCountsAsADatabaseThatOthersUse() throws Exception {
        List<String> before = inMemory.content();

        Bootstrap.NATIVE
                .start(settings(
                        "hibernate.connection.url",
                        memory,
                        "hibernate.connection.provider_class",
                        "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider",
                        AUTO,
                        "update"))
                .close();

        assertThat(inMemory.content()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "hibernate.hikari.jdbcUrl,                false",
        "hibernate.hikari.dataSource.url,         false",
        "hibernate.hikari.dataSourceClassName,    true",
        "hibernate.agroal.jdbcUrl,                false",
        "hibernate.hikari.maximumPoolSize,        false"
    })
    void theSettingsOfPoolsAreLookedAt(String setting, boolean isUnknown) {
        Map<String, Object> settings = Map.of("hibernate.connection.url", memory, setting, memory);

        assertThat(HibernateTarget.allOf(settings).stream().anyMatch(each -> each.url() == null))
                .isEqualTo(isUnknown);
    }

    @ParameterizedTest
    @CsvSource({"hold, false", ", false", "warn, false", "fail, true", "FAIL, true"})
    void validationStaysOnlyWhereAnIncompatibleSchemaFailsTheStart(String onIncompatible, boolean stays)
            throws Exception {
        Map<String, Object> settings = live(AUTO, "validate");
        if (onIncompatible != null) {
            settings.put("guard.schema.on-incompatible", onIncompatible);
        }

        if (stays) {
            assertThatThrownBy(() -> Bootstrap.JPA.start(settings))
                    .isInstanceOf(PersistenceException.class)
                    .hasRootCauseInstanceOf(SchemaManagementException.class)
                    .rootCause()
                    .hasMessageContaining("missing");
            assertThat(blocked.all()).isEmpty();
        } else {
            Bootstrap.JPA.start(settings).close();
            assertThat(blocked.all()).singleElement().satisfies(each -> {
                assertThat(each.what())
                        .isEqualTo("schema validation by Hibernate (the guard checks instead, unless"
                                + " guard.schema.on-incompatible=fail) for persistence unit 'test'");
                assertThat(each.value()).isEqualTo("validate");
            });
        }
    }

    @Test
    void scriptsAreWrittenAndNotExecuted() throws Exception {
        List<String> before = database.content();
        Path create = folder.resolve("create.sql");
        Path drop = folder.resolve("drop.sql");

        Bootstrap.JPA
                .start(live(
                        ACTION,
                        "drop-and-create",
                        "jakarta.persistence.schema-generation.scripts.action",
                        "drop-and-create",
                        "jakarta.persistence.schema-generation.scripts.create-target",
                        create.toString(),
                        "jakarta.persistence.schema-generation.scripts.drop-target",
                        drop.toString(),
                        "jakarta.persistence.sql-load-script-source",
                        "automigration/import.sql"))
                .close();

        assertThat(database.content()).isEqualTo(before);
        assertThat(Files.readString(create)).contains("create table Seat", "from the import file");
        assertThat(Files.readString(drop)).contains("drop table");
        assertThat(blocked.all()).extracting(BlockedMigration::setting).containsExactly(ACTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "script-then-metadata", "metadata-then-script"})
    void scriptsAsTheSourceOfTheSchemaAreNotExecuted(String source) throws Exception {
        List<String> before = database.content();

        Bootstrap.JPA
                .start(live(
                        ACTION,
                        "create",
                        "jakarta.persistence.schema-generation.create-source",
                        source,
                        "jakarta.persistence.schema-generation.create-script-source",
                        "automigration/import.sql"))
                .close();

        assertThat(database.content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "drop-and-create", "drop", "update", "TRUNCATE", "populate", "synchronize"})
    void generateSchemaHasNoEffectOnTheDatabase(String action) throws Exception {
        List<String> before = database.content();
        HibernatePersistenceProvider provider = new HibernatePersistenceProvider();

        provider.generateSchema(new UnitOfContainer(live(ACTION, action)), Map.of());

        assertThat(database.content()).isEqualTo(before);
        assertThat(blocked.all()).extracting(BlockedMigration::value).containsExactly(action);

        provider.generateSchema(new UnitOfContainer(live(ACTION, action, "guard.auto-migration", "allow")), Map.of());

        assertThat(database.content()).isNotEqualTo(before);
    }

    @Test
    void generateSchemaStillWritesScripts() throws Exception {
        Path create = folder.resolve("create.sql");

        new HibernatePersistenceProvider()
                .generateSchema(
                        new UnitOfContainer(live(
                                "jakarta.persistence.schema-generation.scripts.action",
                                "create",
                                "jakarta.persistence.schema-generation.scripts.create-target",
                                create.toString())),
                        Map.of());

        assertThat(Files.readString(create)).contains("create table Seat");
    }

    static Stream<Arguments> callsOfTheSchemaManager() {
        return Stream.of(
                call("create-only", manager -> manager.exportMappedObjects(false)),
                call("drop", manager -> manager.dropMappedObjects(false)),
                call("truncate", SchemaManager::truncateMappedObjects),
                call("truncate", manager -> manager.truncateTable("Attendee")),
                call("populate", SchemaManager::populate),
                call("synchronize", SchemaManager::resynchronizeGenerators));
    }

    private static Arguments call(String action, Consumer<SchemaManager> call) {
        return arguments(action, call);
    }

    @ParameterizedTest
    @MethodSource("callsOfTheSchemaManager")
    void aCallOfTheSchemaManagerIsRefusedSinceItsCallerReliesOnIt(String action, Consumer<SchemaManager> call)
            throws Exception {
        List<String> before = database.content();
        try (EntityManagerFactory factory = (EntityManagerFactory) Bootstrap.JPA.start(live())) {
            SchemaManager manager = (SchemaManager) factory.getSchemaManager();

            assertThatThrownBy(() -> call.accept(manager))
                    .isInstanceOf(SchemaManagementException.class)
                    .hasMessage("The schema manager was called to " + action + " the schema of " + database.url()
                            + "; guard.auto-migration=block refuses that. Run the migrations as a step of the release,"
                            + " or set guard.auto-migration=allow in tests and on a developer's machine.");
        }
        assertThat(database.content()).isEqualTo(before);
        assertThat(blocked.all())
                .extracting(BlockedMigration::what, BlockedMigration::value)
                .containsExactly(tuple("a call of the schema manager for persistence unit 'test'", action));
    }

    /** A schema tool of the application that goes to the database by a way of its own. */
    public static final class OwnTool extends HibernateSchemaManagementTool {

        private static final long serialVersionUID = 1L;

        @Override
        public SchemaMigrator getSchemaMigrator(Map<String, Object> options) {
            throw new AssertionError("asked to migrate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaToolOfTheApplicationIsNotEvenAsked(Bootstrap bootstrap) throws Exception {
        Map<String, Object> settings = live("hibernate.schema_management_tool", new OwnTool(), AUTO, "update");

        bootstrap.start(settings).close();

        assertThatThrownBy(() -> bootstrap.startWithoutContributor(settings))
                .hasStackTraceContaining("asked to migrate");
    }

    @Test
    void theSchemaManagerMayValidate() throws Exception {
        try (EntityManagerFactory factory = (EntityManagerFactory) Bootstrap.JPA.start(live())) {
            assertThatThrownBy(() -> factory.getSchemaManager().validate()).hasMessageContaining("missing");
        }
    }

    @Test
    void tablesForBulkStatementsAreNotMade() throws Exception {
        List<String> before = database.content();
        Map<String, Object> settings = live();
        settings.remove(BULK_TABLES);

        Bootstrap.JPA.start(settings).close();

        assertThat(database.content()).isEqualTo(before);
        assertThat(blocked.all()).singleElement().satisfies(each -> {
            assertThat(each.what())
                    .isEqualTo("tables for bulk statements made by Hibernate for persistence unit 'test'");
            assertThat(each.setting()).isEqualTo(BULK_TABLES);
            assertThat(each.value()).isEqualTo("true (by default)");
        });

        Bootstrap.JPA.startWithoutContributor(settings).close();

        assertThat(database.content()).anyMatch(each -> each.startsWith("HTE_ATTENDEE,"));
    }

    @Test
    void whatIsBlockedIsLoggedOnceAndSaysHowToAllowIt() throws Exception {
        try (LogCapture log = LogCapture.of(BlockedMigrations.class)) {
            Bootstrap.NATIVE.start(live(AUTO, "update")).close();
            Bootstrap.CONFIGURATION.start(live(AUTO, "update")).close();

            assertThat(log.messages("INFO"))
                    .containsExactly(
                            "Blocked: schema generation by Hibernate, asked for by hibernate.hbm2ddl.auto=update on "
                                    + database.url()
                                    + ". The guard keeps the application from changing the schema by itself; run"
                                    + " the migrations as a step of the release, or set guard.auto-migration=allow in"
                                    + " tests and on a developer's machine.");
        }
    }

    @Test
    void eachPersistenceUnitIsReportedByItsName() throws Exception {
        for (String unit : List.of("orders", "stock", "orders")) {
            Map<String, Object> settings = live(AUTO, "update");
            Persistence.createEntityManagerFactory(new PersistenceConfiguration(unit)
                            .managedClass(Attendee.class)
                            .properties(settings))
                    .close();
        }

        assertThat(blocked.all())
                .extracting(BlockedMigration::what)
                .containsExactly(
                        "schema generation by Hibernate for persistence unit 'orders'",
                        "schema generation by Hibernate for persistence unit 'stock'");
    }

    @Test
    void noCredentialIsReported() throws Exception {
        try (LogCapture log = LogCapture.of(BlockedMigrations.class)) {
            Bootstrap.NATIVE
                    .start(live("hibernate.connection.url", database.url() + ";USER=;PASSWORD=", AUTO, "update"))
                    .close();

            assertThat(blocked.all()).extracting(BlockedMigration::target).containsExactly(database.url());
            assertThat(log.messages()).noneMatch(each -> each.contains("PASSWORD"));
        }
    }

    @Test
    void withoutAnInstanceOfItsOwnItIsReportedForTheWholeClassLoader() throws Exception {
        Map<String, Object> settings = live(AUTO, "update");
        settings.remove(SchemaGenerationContributor.BLOCKED);

        Bootstrap.NATIVE.start(settings).close();

        assertThat(BlockedMigrations.ofThisClassLoader().all())
                .extracting(BlockedMigration::target)
                .contains(database.url());
    }

    @Test
    void aPolicyThatDoesNotExistFailsTheStart() {
        assertThatThrownBy(() -> Bootstrap.NATIVE.start(live("guard.auto-migration", "never")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "guard.auto-migration (Hibernate setting) is 'never'; expected block, always or allow. Correct"
                                + " the value, or remove it to use block.");
    }

    @Test
    void aGuardThatIsSwitchedOffBlocksNothing() throws Exception {
        Bootstrap.NATIVE.start(live("guard.enabled", "false", AUTO, "update")).close();

        assertThat(database.content()).anyMatch(each -> each.startsWith("SEAT,"));
    }

    @Test
    void thePolicyMayBeASystemProperty() throws Exception {
        System.setProperty("guard.auto-migration", "allow");
        try {
            Bootstrap.NATIVE.start(live(AUTO, "update")).close();
        } finally {
            System.clearProperty("guard.auto-migration");
        }

        assertThat(database.content()).anyMatch(each -> each.startsWith("SEAT,"));
    }

    @Test
    void anActionThatHibernateDoesNotKnowIsLeftToItsOwnMessage() {
        assertThatThrownBy(() -> Bootstrap.NATIVE.start(live(AUTO, "udpate")))
                .hasMessageContaining("Unrecognized")
                .hasMessageContaining("udpate");
    }

    private void start(Bootstrap bootstrap, String setting, DataSource dataSource) throws Exception {
        try (AutoCloseable started = bootstrap.start(settings(setting, dataSource, AUTO, "update"))) {
            assertThat(started).isNotNull();
        } finally {
            DataSource inner = dataSource instanceof Delegating wrapper ? wrapper.target : dataSource;
            if (inner instanceof HikariDataSource pool) {
                pool.close();
            }
        }
    }

    private Map<String, Object> live(Object... more) {
        Map<String, Object> settings = settings(more);
        settings.putIfAbsent("hibernate.connection.url", database.url());
        return settings;
    }

    private Map<String, Object> settings(Object... more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.hbm2ddl.import_files", "/automigration/import.sql");
        settings.put(BULK_TABLES, "false");
        settings.put(SchemaGenerationContributor.BLOCKED, blocked);
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private static DataSource pool(Consumer<HikariConfig> kind) {
        HikariConfig config = new HikariConfig();
        kind.accept(config);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }
}
