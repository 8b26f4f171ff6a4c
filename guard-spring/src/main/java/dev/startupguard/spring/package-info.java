/** Guards a Spring Boot application by auto-configuration. */
@NullMarked
package dev.startupguard.spring;

import org.jspecify.annotations.NullMarked;
