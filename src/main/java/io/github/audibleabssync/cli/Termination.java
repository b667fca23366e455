package io.github.audibleabssync.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An orderly end when the process is told to stop: the work is told, and Java's own end waits until the work has closed this.
 */
public final class Termination implements AutoCloseable {

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile Runnable stop = () -> {};

    /**
     * Listens to SIGTERM and Ctrl-C from now on.
     *
     * @param patience how long the end is put off at most
     */
    public Termination(Duration patience) {
        hook = Thread.ofPlatform().name("termination").unstarted(() -> end(patience));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Duration patience) {
        told.countDown();
        stop.run();
        try {
            boolean _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to do when told; at once, if that has happened already. */
    public void onStop(Runnable action) {
        stop = action;
        if (isTold()) {
            action.run();
        }
    }

    /** Whether the process was told to stop. */
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Waits; true at once when the process is told to stop. */
    public boolean await(Duration time) {
        try {
            return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        if (!isTold()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                told.countDown();
            }
        }
    }
}
