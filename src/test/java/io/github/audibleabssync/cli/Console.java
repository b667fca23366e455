package io.github.audibleabssync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A command line inside the test's process, and what it printed. */
public final class Console {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Cli cli;

    Console(Map<String, String> environment, Path workingDirectory) {
        this(environment, workingDirectory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** With a clock of one's own: a daemon that is asked has to live in the same time. */
    public Console(Map<String, String> environment, Path workingDirectory, Clock clock) {
        cli =
                new Cli(
                        new Surroundings(
                                environment,
                                workingDirectory,
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                clock));
    }

    /** As in a process of its own: how much is logged afterwards is as it was before. */
    public ExitCode execute(String... arguments) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        try {
            return cli.execute(arguments);
        } finally {
            root.setLevel(before);
        }
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
