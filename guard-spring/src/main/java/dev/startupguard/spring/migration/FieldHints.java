package dev.startupguard.spring.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Lets a native image read the fields that have no getter and tell what is to be blocked. */
final class FieldHints implements RuntimeHintsRegistrar {

    static final List<String> TYPES = List.of(
            "org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer",
            "org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer",
            "org.springframework.jdbc.datasource.init.DataSourceInitializer",
            "liquibase.integration.spring.SpringLiquibase");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        for (String type : TYPES) {
            hints.reflection().registerTypeIfPresent(classLoader, type, MemberCategory.ACCESS_DECLARED_FIELDS);
        }
    }
}
