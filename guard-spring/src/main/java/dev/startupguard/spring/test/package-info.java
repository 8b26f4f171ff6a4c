/** Lets an application's own tests run as they did before it had a guard. */
@NullMarked
package dev.startupguard.spring.test;

import org.jspecify.annotations.NullMarked;
