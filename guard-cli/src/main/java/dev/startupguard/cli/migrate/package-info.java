/** The command that applies pending migrations: lock, plan, backup, Flyway, verification, and the way back. */
@NullMarked
package dev.startupguard.cli.migrate;

import org.jspecify.annotations.NullMarked;
