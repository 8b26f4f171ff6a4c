/** Tests of what is built on Flyway's classes. */
@NullMarked
package dev.startupguard.cli.flyway;

import org.jspecify.annotations.NullMarked;
