/** What every command may know about the journal of {@code guard migrate}, which alone writes it. */
@NullMarked
package dev.startupguard.cli.journal;

import org.jspecify.annotations.NullMarked;
