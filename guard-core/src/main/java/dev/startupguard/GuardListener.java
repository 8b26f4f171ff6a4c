package dev.startupguard;

/** Is told of every change of the status, in order, on a thread of the guard; one that hangs keeps the others from hearing. */
@FunctionalInterface
public interface GuardListener {

    void changed(GuardStatus before, GuardStatus after);
}
