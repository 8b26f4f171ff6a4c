package dev.startupguard.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;

class FieldHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments(AbstractScriptDatabaseInitializer.class, "settings"),
                arguments(DataSourceScriptDatabaseInitializer.class, "dataSource"),
                arguments(DataSourceInitializer.class, "dataSource"),
                arguments(DataSourceInitializer.class, "enabled"),
                arguments(SpringLiquibase.class, "shouldRun"));
    }

    /** The fields must be there, too: what reads them gets nothing, or fails, where they are not. */
    @ParameterizedTest
    @MethodSource("fields")
    void everyFieldThatIsReadIsKeptInANativeImage(Class<?> declaring, String field) throws NoSuchFieldException {
        new FieldHints().registerHints(hints, getClass().getClassLoader());

        assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(declaring.getDeclaredField(field)))
                .accepts(hints);
    }
}
