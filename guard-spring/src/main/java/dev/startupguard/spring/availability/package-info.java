/** Keeps Spring Boot's availability states and the guard's readiness and liveness in step. */
@NullMarked
package dev.startupguard.spring.availability;

import org.jspecify.annotations.NullMarked;
