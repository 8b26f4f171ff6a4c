/** Work under way: requests and background work in flight, the gate that background work asks, long-lived streams. */
@NullMarked
package dev.startupguard.traffic;

import org.jspecify.annotations.NullMarked;
