/** Keeps scheduled methods and message listeners from working while the guard is closed. */
@NullMarked
package dev.startupguard.spring.work;

import org.jspecify.annotations.NullMarked;
