/** Tests of the scripts, run by the databases' own clients. */
@NullMarked
package dev.startupguard.cli.script;

import org.jspecify.annotations.NullMarked;
