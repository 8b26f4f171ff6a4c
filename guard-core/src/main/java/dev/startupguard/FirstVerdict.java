package dev.startupguard;

import dev.startupguard.schema.SchemaVerdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The result of the first look at the schema, for a start-up and a warm-up that wait for it. */
final class FirstVerdict {

    private final CompletableFuture<SchemaVerdict> verdict = new CompletableFuture<>();

    void seen(SchemaVerdict seen) {
        verdict.complete(seen);
    }

    /** Nobody waits any longer: the instance leaves. */
    void abandon() {
        verdict.cancel(false);
    }

    /** What comes once the first look is over, or nobody waits for it any longer. */
    <T> CompletableFuture<T> then(Supplier<CompletableFuture<T>> next) {
        return verdict.handle((seen, abandoned) -> next.get()).thenCompose(Function.identity());
    }

    /**
     * Waits for the first look.
     *
     * @param databaseTimeout of the look, which ends by itself after it
     * @throws IncompatibleSchemaException if the schema does not fit or cannot be read
     */
    void requireCompatible(Duration databaseTimeout) {
        SchemaVerdict found;
        try {
            found = verdict.get(databaseTimeout.toMillis() * 2 + 3000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schema was checked.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The schema check ended without a verdict; please report this.", e);
        }
        if (!found.isCompatible()) {
            throw new IncompatibleSchemaException(found);
        }
    }
}
