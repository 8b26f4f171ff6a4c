/** An application with the guard on its class path, and tests of it as Spring Boot's users write them. */
@NullMarked
package dev.startupguard.slices;

import org.jspecify.annotations.NullMarked;
