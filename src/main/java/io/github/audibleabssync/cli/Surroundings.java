package io.github.audibleabssync.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What a command meets outside the process.
 *
 * @param environment variables by name
 * @param workingDirectory what relative paths count from
 * @param out for what was asked for
 * @param err for what went wrong
 * @param clock the time
 * @param keyboard for what only a person can answer
 */
public record Surroundings(
        Map<String, String> environment,
        Path workingDirectory,
        PrintStream out,
        PrintStream err,
        Clock clock,
        Keyboard keyboard) {

    /** Surroundings in which nobody answers. */
    public Surroundings(
            Map<String, String> environment,
            Path workingDirectory,
            PrintStream out,
            PrintStream err,
            Clock clock) {
        this(environment, workingDirectory, out, err, clock, Keyboard.NONE);
    }

    /** Those of this process. Its clock ticks in milliseconds, as times are stored. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(""),
                System.out,
                System.err,
                Clock.tickMillis(ZoneOffset.UTC),
                Keyboard.ofProcess());
    }
}
