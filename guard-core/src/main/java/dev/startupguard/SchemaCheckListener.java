package dev.startupguard;

import dev.startupguard.schema.SchemaVerdict;
import java.time.Duration;

/** Is told of every look at the schema, also of one that found nothing new, on a thread of the guard. */
@FunctionalInterface
public interface SchemaCheckListener {

    /** @param took from the beginning of the look to its result; the time limit where there was none */
    void checked(SchemaVerdict verdict, Duration took);
}
