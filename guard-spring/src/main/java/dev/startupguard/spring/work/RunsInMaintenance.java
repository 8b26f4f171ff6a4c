package dev.startupguard.spring.work;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exempts background work from the guard: a scheduled method, a listener method, all of a class, or the {@code @Bean}
 * method of a listener container. Exempt work runs in every mode and phase, also before the schema was seen, and is not counted: no drain waits for
 * it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsInMaintenance {}
