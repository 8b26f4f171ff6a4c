/** Publishes what the guard knows and counts as Micrometer meters. */
@NullMarked
package dev.startupguard.spring.metrics;

import org.jspecify.annotations.NullMarked;
