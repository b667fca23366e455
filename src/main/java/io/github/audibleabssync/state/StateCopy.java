package io.github.audibleabssync.state;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A copy of the state beside it.
 *
 * @param file where it is
 * @param name what {@code restore} calls it: the day (UTC) of a daily one, {@code before-2} for one from before a migration
 * @param day the day (UTC) whose state it holds
 * @param madeAt when the file was last written
 * @param bytes its size
 */
public record StateCopy(Path file, String name, LocalDate day, Instant madeAt, long bytes) {

    /** The command that puts it back. */
    public String command() {
        return "audible-abs-sync restore " + name;
    }
}
