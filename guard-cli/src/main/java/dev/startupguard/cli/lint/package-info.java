/** {@code guard lint}: finds what breaks running builds, or blocks production, in migrations before they run. */
@NullMarked
package dev.startupguard.cli.lint;

import org.jspecify.annotations.NullMarked;
