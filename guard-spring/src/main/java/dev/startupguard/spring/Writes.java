package dev.startupguard.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that something writes, so that it stops in read-only mode. On a method it goes before one on the class; it may be put on
 * an annotation of the application's own.
 *
 * <ul>
 *   <li>Background work: a scheduled method, a listener method, all of a class, or the {@code @Bean} method of a listener container.
 *       Work without it goes on in read-only mode and stops in maintenance.
 *   <li>Handler methods of Spring MVC, or all of a controller. Those without it go by the method of the request: GET, HEAD and
 *       OPTIONS only read. With it they are refused in read-only mode and counted as unsafe in every mode.
 * </ul>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Writes {

    /**
     * False for what only reads: a method of a class that writes, or a handler whose requests have an unsafe method, such as a search
     * by POST. Such requests pass in read-only mode where the guard can be sure that no other handler gets them; where it never can,
     * the application does not start.
     */
    boolean value() default true;
}
