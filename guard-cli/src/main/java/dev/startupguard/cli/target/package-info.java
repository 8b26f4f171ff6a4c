/** The database and the build that a command is about: options, Flyway's own configuration, jars. */
@NullMarked
package dev.startupguard.cli.target;

import org.jspecify.annotations.NullMarked;
