/** Tests of runs. */
@NullMarked
package dev.startupguard.cli.migrate;

import org.jspecify.annotations.NullMarked;
