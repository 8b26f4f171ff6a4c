/** Release 2 keeps first and last name, and the old column for as long as it is there (expand). */
@NullMarked
package dev.startupguard.sample.release2;

import org.jspecify.annotations.NullMarked;
