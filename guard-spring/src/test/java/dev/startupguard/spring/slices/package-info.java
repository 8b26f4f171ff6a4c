/** An application with the guard on its class path, and tests of it as Spring Boot's users write them. */
@NullMarked
package dev.startupguard.spring.slices;

import org.jspecify.annotations.NullMarked;
