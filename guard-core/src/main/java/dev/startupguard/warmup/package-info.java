/** Warm-up: what an instance does once, with time limits and a report, before it is sent users. */
@NullMarked
package dev.startupguard.warmup;

import org.jspecify.annotations.NullMarked;
