/** Applications with the real starters that change a schema, under the guard. */
@NullMarked
package dev.startupguard.starters;

import org.jspecify.annotations.NullMarked;
