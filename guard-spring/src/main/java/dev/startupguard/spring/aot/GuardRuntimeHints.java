package dev.startupguard.spring.aot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What the guard reads from its own jars, and its contributor that Hibernate finds by ServiceLoader. */
final class GuardRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<String> RESOURCES = List.of(
            "dev/startupguard/servlet/*.html",
            "dev/startupguard/servlet/closed/*.properties",
            "dev/startupguard/*.txt");
    static final String SERVICE = "META-INF/services/org.hibernate.service.spi.ServiceContributor";
    static final String CONTRIBUTOR = "dev.startupguard.automigration.SchemaGenerationContributor";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        RESOURCES.forEach(hints.resources()::registerPattern);
        hints.resources().registerPattern(SERVICE);
        hints.reflection().registerTypeIfPresent(classLoader, CONTRIBUTOR, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
    }
}
