/** Tests of what all commands share. */
@NullMarked
package dev.startupguard.cli.console;

import org.jspecify.annotations.NullMarked;
