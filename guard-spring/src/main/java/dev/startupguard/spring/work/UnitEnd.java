package dev.startupguard.spring.work;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Ends a unit of work when its last effect is there: with the container's transaction, where it is in one. */
final class UnitEnd {

    private UnitEnd() {}

    /** Calls {@code end} now, or when the transaction of this thread is committed or rolled back. */
    static void afterTransaction(Runnable end) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            end.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                end.run();
            }
        });
    }
}
