/**
 * The Maven plugin: {@code guard:lint} and {@code guard:script} call the release tool at build time, from the artifact alone, without a
 * database.
 */
package dev.startupguard.maven;
