package dev.startupguard.servlet;

import dev.startupguard.GuardConfiguration;
import dev.startupguard.StartupGuard;
import dev.startupguard.settings.PropertySettings;
import dev.startupguard.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards a web application that has this jar: the container finds it by itself. Settings come from system properties, the
 * environment, {@code guard.properties} of the application, and servlet context parameters, in this order.
 *
 * <p>It stands back where something else guards the application: {@code guard.enabled=false}, a guard that is in the servlet
 * context already, or the marker {@value #STAND_BACK} on the class path, which guard-spring has.
 */
public final class GuardInitializer implements ServletContainerInitializer {

    /** A resource that says: the guard is set up by the framework whose jar this is in. */
    static final String STAND_BACK = "META-INF/dev.startupguard/no-initializer";

    private static final String FILTER = "startupGuard";
    private static final Logger log = LoggerFactory.getLogger(GuardInitializer.class);

    /** For the container's ServiceLoader. */
    public GuardInitializer() {}

    /** @throws dev.startupguard.settings.InvalidSettingException if a setting is not accepted; the application does not start */
    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        ClassLoader classLoader = Objects.requireNonNull(context.getClassLoader());
        if (context.getAttribute(GuardFilter.GUARD_ATTRIBUTE) != null || classLoader.getResource(STAND_BACK) != null) {
            return;
        }
        GuardConfiguration configuration = GuardConfiguration.of(settings(context, classLoader));
        if (!configuration.enabled()) {
            log.info("The guard is switched off by guard.enabled=false.");
            return;
        }
        ContextDataSource dataSource = new ContextDataSource(context, configuration.dataSource());
        StartupGuard guard = StartupGuard.builder()
                .configuration(configuration)
                .classLoader(classLoader)
                .dataSource(dataSource)
                .build();
        try {
            register(context, guard);
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
        context.setAttribute(GuardFilter.GUARD_ATTRIBUTE, guard);
        context.addListener(new GuardLifecycle(guard, dataSource));
    }

    private static void register(ServletContext context, StartupGuard guard) {
        FilterRegistration.Dynamic registration = context.addFilter(FILTER, GuardFilter.learningAddress(guard));
        if (registration == null) {
            throw new IllegalStateException(
                    "There is a filter named %s already; expected the name to be free for the guard. Rename that filter."
                            .formatted(FILTER));
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static Settings settings(ServletContext context, ClassLoader classLoader) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, context.getInitParameter(name));
        }
        return Settings.standard(classLoader).withLast(new PropertySettings("servlet context parameter", parameters));
    }
}
