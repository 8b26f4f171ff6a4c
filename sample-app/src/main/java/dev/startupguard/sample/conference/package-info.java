/** Conferences and the read model of the seats that are left. */
@NullMarked
package dev.startupguard.sample.conference;

import org.jspecify.annotations.NullMarked;
