package io.github.audibleabssync.cli;

import io.github.audibleabssync.cli.demo.Demo;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that are processes of their own: {@code run}, {@code demo}, {@code healthcheck}, {@code restore}. */
final class ProcessCommands {

    private ProcessCommands() {}

    /** {@code run}. */
    @Command(
            name = "run",
            description = "Runs the daemon until it is told to stop (SIGTERM, Ctrl-C).")
    static final class Run implements Callable<Integer> {
        private final Surroundings surroundings;

        Run(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return new RunCommand(surroundings).run().code();
        }
    }

    /** {@code healthcheck}. */
    @Command(
            name = "healthcheck",
            description =
                    "Exits with 0 if the daemon with the same STATE_PATH ended a cycle lately, with"
                            + " 1 and the reason if not.")
    static final class Healthcheck implements Callable<Integer> {
        private final Surroundings surroundings;

        Healthcheck(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return new HealthcheckCommand(surroundings).run().code();
        }
    }

    /** {@code demo}. */
    @Command(
            name = "demo",
            description =
                    "Shows the daemon at work between a practice Audible and a practice"
                            + " Audiobookshelf, with simulated listeners. Needs no account and no"
                            + " network.")
    static final class DemoOptions implements Callable<Integer> {
        private final Surroundings surroundings;

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                converter = DurationConverter.class,
                description = "End by itself after this time: 60s, 2m. Without it: on Ctrl-C.")
        private @Nullable Duration length;

        @Option(names = "--verbose", description = "Show the daemon's own log, too.")
        private boolean verbose;

        DemoOptions(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            Demo.Options options = new Demo.Options(Optional.ofNullable(length), verbose);
            return new Demo(surroundings, options).run().code();
        }
    }

    /** {@code restore}. */
    @Command(
            name = "restore",
            description =
                    "Without a name lists the copies of the state: one of each of the last seven"
                            + " days, and those from before an upgrade. With one puts that copy in"
                            + " the place of the state; the state itself is moved aside. The daemon"
                            + " has to be stopped.",
            footer = {
                "",
                "Exit codes: 0 done, 2 there is no such copy, 74 the copy is damaged or files"
                        + " cannot be written,",
                "75 the daemon runs. Unless it is 0, the state is as it was."
            })
    static final class Restore implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(
                arity = "0..1",
                paramLabel = "COPY",
                description = "A name from the list, such as 2026-11-21, or the path of a file.")
        private @Nullable String copy;

        Restore(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            RestoreCommand command = new RestoreCommand(surroundings);
            return (copy == null ? command.list() : command.restore(copy)).code();
        }
    }

    /** Durations as people write them: a number, and s, m or h. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration; write 60s, 2m or 1h");
            }
            return Duration.parse("PT" + matcher.group(1) + matcher.group(2));
        }
    }
}
