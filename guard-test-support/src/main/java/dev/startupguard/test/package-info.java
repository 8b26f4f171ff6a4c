/** What the tests of every module share: real databases, a server that never answers, captured log lines. */
@NullMarked
package dev.startupguard.test;

import org.jspecify.annotations.NullMarked;
