/** Everything that needs Flyway's internals: pending migrations, their statements, checksums and history table. */
@NullMarked
package dev.startupguard.cli.flyway;

import org.jspecify.annotations.NullMarked;
