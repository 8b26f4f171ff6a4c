/** Release 3 keeps first and last name alone (contract). */
@NullMarked
package dev.startupguard.sample.release3;

import org.jspecify.annotations.NullMarked;
