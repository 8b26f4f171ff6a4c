/** Who takes the seats; how the name is stored is the one thing in which the releases differ. */
@NullMarked
package dev.startupguard.sample.attendee;

import org.jspecify.annotations.NullMarked;
