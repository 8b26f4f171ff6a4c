/** Proof that somebody may pass while the application is closed, without anything of HTTP. */
@NullMarked
package dev.startupguard.bypass;

import org.jspecify.annotations.NullMarked;
