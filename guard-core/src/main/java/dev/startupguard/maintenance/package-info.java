/** Decides whether the application is in maintenance: modes, the sources that say so, and their order. */
@NullMarked
package dev.startupguard.maintenance;

import org.jspecify.annotations.NullMarked;
