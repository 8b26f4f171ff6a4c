/** Whether the live schema and this build fit together: versions, Flyway's history and the floor, and the verdict. */
@NullMarked
package dev.startupguard.schema;

import org.jspecify.annotations.NullMarked;
