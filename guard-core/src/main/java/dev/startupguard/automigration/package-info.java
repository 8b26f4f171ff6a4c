/** Keeps the application from changing the schema by itself when it starts: the policy, and Hibernate's and JPA's schema generation. */
@NullMarked
package dev.startupguard.automigration;

import org.jspecify.annotations.NullMarked;
