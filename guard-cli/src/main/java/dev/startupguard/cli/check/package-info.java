/** The command that says whether builds fit a database. */
@NullMarked
package dev.startupguard.cli.check;

import org.jspecify.annotations.NullMarked;
