package dev.startupguard.spring.aot;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The guard's own page, and its contributor that Hibernate finds by ServiceLoader. */
final class GuardRuntimeHints implements RuntimeHintsRegistrar {

    static final String PAGE = "dev/startupguard/servlet/closed.html";
    static final String SERVICE = "META-INF/services/org.hibernate.service.spi.ServiceContributor";
    static final String CONTRIBUTOR = "dev.startupguard.automigration.SchemaGenerationContributor";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern(PAGE);
        hints.resources().registerPattern(SERVICE);
        hints.reflection().registerTypeIfPresent(classLoader, CONTRIBUTOR, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
    }
}
