/** The out-of-band release step. */
@NullMarked
package dev.startupguard.sample.migrate;

import org.jspecify.annotations.NullMarked;
