package io.github.audibleabssync.state;

import java.util.Optional;

/**
 * Where commands are left for the running daemon, and where its answers are found. Every method is one transaction, may be
 * called from any thread and throws {@link io.github.audibleabssync.failure.StateStoreFailed} when the state cannot be read
 * or written.
 */
public interface CommandQueue extends AutoCloseable {

    /**
     * Leaves a command for the daemon.
     *
     * @return its number
     */
    long ask(Command command);

    /** What became of a command; empty while it is not answered. */
    Optional<Command.Answer> findAnswer(long id);

    /**
     * Takes a command back.
     *
     * @return false when the daemon has taken it already
     */
    boolean withdraw(long id);

    @Override
    void close();
}
