/** The commands that show and raise the schema floor. */
@NullMarked
package dev.startupguard.cli.floor;

import org.jspecify.annotations.NullMarked;
