/** Tests of the command line, as a user calls it. */
@NullMarked
package dev.startupguard.cli;

import org.jspecify.annotations.NullMarked;
