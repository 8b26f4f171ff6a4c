/** Shows and switches the guard by Spring Boot's Actuator: health, the maintenance endpoint, and info. */
@NullMarked
package dev.startupguard.spring.actuate;

import org.jspecify.annotations.NullMarked;
