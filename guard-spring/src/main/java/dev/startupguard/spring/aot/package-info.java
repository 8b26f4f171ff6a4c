/** Tells a native image what the guard finds by name. */
@NullMarked
package dev.startupguard.spring.aot;

import org.jspecify.annotations.NullMarked;
