package dev.startupguard.spring.work;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks background work as writing, so that it stops in read-only mode too: a scheduled method, a listener method, all of a class,
 * or the {@code @Bean} method of a listener container. Work without it goes on in read-only mode and stops in maintenance.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Writes {

    /** False for a method that only reads in a class that writes. */
    boolean value() default true;
}
