package dev.startupguard.warmup;

/** What a warm-up task does. */
@FunctionalInterface
public interface WarmUpAction {
    /**
     * Does the task once; returning means that it succeeded. Runs on a thread of its own, which is interrupted at the task's
     * time limit, and may be called again after a failure.
     */
    void run() throws Exception;
}
