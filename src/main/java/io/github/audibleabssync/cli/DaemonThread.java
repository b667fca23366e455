package io.github.audibleabssync.cli;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.state.StateFile;

import java.time.Duration;
import java.util.Optional;

/** The daemon on a thread of its own; it has stopped when this is closed. */
public final class DaemonThread implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(7);

    private final Daemon daemon;
    private final Thread thread;
    private volatile Optional<RuntimeException> problem = Optional.empty();

    /** Starts it; the state is closed by the caller, after this. */
    public DaemonThread(Daemon daemon, StateFile state) {
        this.daemon = daemon;
        this.thread = Thread.ofPlatform().name("daemon").daemon().start(() -> run(state));
    }

    private void run(StateFile state) {
        try {
            daemon.run(state);
        } catch (RuntimeException failure) {
            problem = Optional.of(failure);
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Throws what ended the daemon, if something did. */
    public void throwProblem() {
        problem.ifPresent(
                failure -> {
                    throw failure;
                });
    }

    @Override
    public void close() {
        daemon.stop();
        try {
            boolean _ = thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
