/** Keeps Liquibase, SQL scripts and the like from changing the schema while a Spring Boot application starts. */
@NullMarked
package dev.startupguard.spring.migration;

import org.jspecify.annotations.NullMarked;
