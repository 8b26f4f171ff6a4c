/** Looks up the guard's settings by name, says where each was found, and refuses names that do not exist. */
@NullMarked
package dev.startupguard.settings;

import org.jspecify.annotations.NullMarked;
