package dev.startupguard.automigration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of Hibernate and JPA against a database in use, in every way to ask for it and to start Hibernate. */
class SchemaGenerationTest {

    private static final String AUTO = "hibernate.hbm2ddl.auto";
    private static final String JAKARTA = "jakarta.persistence.schema-generation.database.action";
    private static final String JAVAX = "javax.persistence.schema-generation.database.action";

    @TempDir
    Path folder;

    private final BlockedMigrations blocked = new BlockedMigrations();
    private LiveDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new LiveDatabase("jdbc:h2:file:" + folder.resolve("live"));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    static Stream<Arguments> everyAction() {
        return Stream.of(Bootstrap.JPA, Bootstrap.NATIVE).flatMap(SchemaGenerationTest::actions);
    }

    static Stream<Arguments> someActionsOfTheOtherBootstraps() {
        return Stream.of(Bootstrap.CONFIGURATION, Bootstrap.CONTAINER)
                .flatMap(each -> Stream.of(
                        arguments(each, AUTO, "update"),
                        arguments(each, AUTO, "create-drop"),
                        arguments(each, JAKARTA, "drop-and-create")));
    }

    private static Stream<Arguments> actions(Bootstrap bootstrap) {
        return Stream.of(
                arguments(bootstrap, AUTO, "create"),
                arguments(bootstrap, AUTO, "create-only"),
                arguments(bootstrap, AUTO, "create-drop"),
                arguments(bootstrap, AUTO, "drop"),
                arguments(bootstrap, AUTO, "drop-and-create"),
                arguments(bootstrap, AUTO, " update "),
                arguments(bootstrap, AUTO, "populate"),
                arguments(bootstrap, AUTO, "synchronize"),
                arguments(bootstrap, AUTO, "${test.ddl}"),
                arguments(bootstrap, AUTO + ".orm", "update"),
                arguments(bootstrap, JAKARTA, "create"),
                arguments(bootstrap, JAKARTA, "drop-and-create"),
                arguments(bootstrap, JAKARTA, "drop"),
                arguments(bootstrap, JAKARTA, "create-drop"),
                arguments(bootstrap, JAKARTA, "update"),
                arguments(bootstrap, JAKARTA, "TRUNCATE"),
                arguments(bootstrap, JAKARTA, "populate"),
                arguments(bootstrap, JAKARTA, "synchronize"),
                arguments(bootstrap, JAKARTA, Action.UPDATE),
                arguments(bootstrap, JAKARTA + ".orm", "drop"),
                arguments(bootstrap, JAVAX, "drop-and-create"),
                arguments(bootstrap, JAVAX + ".orm", "create"));
    }

    @ParameterizedTest
    @MethodSource({"everyAction", "someActionsOfTheOtherBootstraps"})
    void withoutTheContributorTheActionChangesTheDatabase(Bootstrap bootstrap, String setting, Object value)
            throws Exception {
        List<String> before = database.content();

        assertThat(whileStarted(() -> bootstrap.startWithoutContributor(settings(setting, value))))
                .isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource({"everyAction", "someActionsOfTheOtherBootstraps"})
    void theActionIsBlockedAndReported(Bootstrap bootstrap, String setting, Object value) throws Exception {
        List<String> before = database.content();

        assertThat(whileStarted(() -> bootstrap.start(settings(setting, value))))
                .isEqualTo(before);

        assertThat(database.content()).as("after it was closed").isEqualTo(before);
        assertThat(blocked.all()).singleElement().satisfies(each -> {
            assertThat(each.what()).startsWith("schema generation by Hibernate");
            assertThat(each.setting()).isEqualTo(setting);
            assertThat(each.value()).isEqualTo(reported(value));
            assertThat(each.target()).isEqualTo(database.url());
        });
    }

    @ParameterizedTest
    @MethodSource({"everyAction"})
    void alwaysBlocksTheActionToo(Bootstrap bootstrap, String setting, Object value) throws Exception {
        List<String> before = database.content();
        Map<String, Object> settings = settings(setting, value);
        settings.put("guard.auto-migration", "always");

        assertThat(whileStarted(() -> bootstrap.start(settings))).isEqualTo(before);
        assertThat(blocked.all()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource({"everyAction"})
    void allowBlocksNothing(Bootstrap bootstrap, String setting, Object value) throws Exception {
        List<String> before = database.content();
        Map<String, Object> settings = settings(setting, value);
        settings.put("guard.auto-migration", AutoMigrationPolicy.ALLOW);

        assertThat(whileStarted(() -> bootstrap.start(settings))).isNotEqualTo(before);
        assertThat(blocked.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatAsksForNothingIsNotReported(Bootstrap bootstrap) throws Exception {
        List<String> before = database.content();

        assertThat(whileStarted(() -> bootstrap.start(settings(AUTO, "none")))).isEqualTo(before);
        assertThat(blocked.all()).isEmpty();
    }

    private static String reported(Object value) {
        return value.equals("${test.ddl}") || value instanceof Action
                ? "update"
                : value.toString().strip();
    }

    private interface Start {
        AutoCloseable start() throws Exception;
    }

    private List<String> whileStarted(Start start) throws Exception {
        System.setProperty("test.ddl", "update");
        try (AutoCloseable started = start.start()) {
            assertThat(started).isNotNull();
            return database.content();
        } finally {
            System.clearProperty("test.ddl");
        }
    }

    /** Tables for bulk statements are kept out of the picture; they have a test of their own. */
    private Map<String, Object> settings(String setting, Object value) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.connection.url", database.url());
        settings.put("hibernate.hbm2ddl.import_files", "/automigration/import.sql");
        settings.put("hibernate.query.mutation_strategy.global_temporary.create_tables", "false");
        settings.put(SchemaGenerationContributor.BLOCKED, blocked);
        settings.put(setting, value);
        return settings;
    }
}
