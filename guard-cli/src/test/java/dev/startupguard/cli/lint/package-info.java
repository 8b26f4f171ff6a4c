/** Tests of the rules for migrations. */
@NullMarked
package dev.startupguard.cli.lint;

import org.jspecify.annotations.NullMarked;
