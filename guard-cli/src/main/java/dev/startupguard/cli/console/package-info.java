/** What every command shares on its way out: streams, exit codes, failures, files that are whole or absent. */
@NullMarked
package dev.startupguard.cli.console;

import org.jspecify.annotations.NullMarked;
