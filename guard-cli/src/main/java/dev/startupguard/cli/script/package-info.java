/** The command that writes pending migrations as one script for a database's own client. */
@NullMarked
package dev.startupguard.cli.script;

import org.jspecify.annotations.NullMarked;
