/** Release 1 keeps the attendee's name in one column. */
@NullMarked
package dev.startupguard.sample.release1;

import org.jspecify.annotations.NullMarked;
