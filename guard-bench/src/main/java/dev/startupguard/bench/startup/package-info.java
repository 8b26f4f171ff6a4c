/** A small Spring Boot application that knows nothing of the guard, to measure what the dependency adds to its start. */
@NullMarked
package dev.startupguard.bench.startup;

import org.jspecify.annotations.NullMarked;
