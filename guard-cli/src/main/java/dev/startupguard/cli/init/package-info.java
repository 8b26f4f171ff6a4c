/** The command that creates the guard's tables. */
@NullMarked
package dev.startupguard.cli.init;

import org.jspecify.annotations.NullMarked;
