/** The pages. */
@NullMarked
package dev.startupguard.sample.web;

import org.jspecify.annotations.NullMarked;
