/** The guard itself: composes schema check, maintenance mode, warm-up and traffic, and publishes one immutable status. */
@NullMarked
package dev.startupguard;

import org.jspecify.annotations.NullMarked;
