/** Conference registration, an application under the guard: the command line and what all three releases share. */
@NullMarked
package dev.startupguard.sample;

import org.jspecify.annotations.NullMarked;
