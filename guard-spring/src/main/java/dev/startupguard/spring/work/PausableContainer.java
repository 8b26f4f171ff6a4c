package dev.startupguard.spring.work;

/** A listener container as the guard sees it: something that can be kept from taking messages, and let go on. One thread at a time. */
interface PausableContainer {

    /** Keeps a container that has not been started yet from taking messages when it would be. */
    void holdBack();

    /**
     * Takes no more messages, and gives those back that were fetched and not begun. Waits for the unit under way where stopping
     * would cut it off. Does nothing where the application itself has stopped or paused it.
     */
    void pause() throws InterruptedException;

    /** Goes on where the guard was what held it. */
    void resume();

    /** Lets go of messages that wait for the gate, since this application ends. */
    void close();
}
