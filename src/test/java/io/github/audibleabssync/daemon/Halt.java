package io.github.audibleabssync.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A step for routes under test: ends the process on the spot, without any shutdown hook, when a test has ordered it for this
 * very step.
 */
public final class Halt {

    /** The system property that names the file in which a test orders the end. */
    static final String ORDER = "halt.order";

    /** What {@code kill -9} leaves as exit code. */
    static final int EXIT_CODE = 137;

    /** Ends the process here if that was ordered; the order is used up. */
    public void at(String step) {
        Path order = Path.of(System.getProperty(ORDER, "halt.order"));
        try {
            if (Files.exists(order)
                    && Files.readString(order).equals(step)
                    && Files.deleteIfExists(order)) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
