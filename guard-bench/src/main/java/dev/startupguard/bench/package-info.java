/** Benchmarks, run by hand: what the guard costs, each against a yardstick in the same run. */
@NullMarked
package dev.startupguard.bench;

import org.jspecify.annotations.NullMarked;
