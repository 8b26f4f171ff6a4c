/** The release tool: its command line. */
@NullMarked
package dev.startupguard.cli;

import org.jspecify.annotations.NullMarked;
