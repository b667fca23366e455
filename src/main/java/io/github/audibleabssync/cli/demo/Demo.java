package io.github.audibleabssync.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.Version;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.cli.DaemonThread;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.cli.TemporaryFolder;
import io.github.audibleabssync.cli.Termination;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code demo}: the daemon itself, over real HTTP, between two practice servers with simulated listeners. */
public final class Demo {

    /** Set where the parent, when it is told to stop, does not pass that on: Maven. */
    private static final String END_WITH_PARENT = "demo.endWithParent";

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WHEN_TOLD = Duration.ofSeconds(4);
    private static final Duration END = Duration.ofSeconds(11);

    private final Surroundings surroundings;
    private final Options options;
    private final PrintStream out;
    private final Optional<ProcessHandle> parent =
            Boolean.getBoolean(END_WITH_PARENT)
                    ? ProcessHandle.current().parent()
                    : Optional.empty();

    /**
     * How it is shown.
     *
     * @param length after which it ends by itself; empty: when it is told to
     * @param verbose with the daemon's own log
     */
    public record Options(Optional<Duration> length, boolean verbose) {}

    /** A demo that has not begun. */
    public Demo(Surroundings surroundings, Options options) {
        this.surroundings = surroundings;
        this.options = options;
        this.out = new PrintStream(surroundings.out(), true, StandardCharsets.UTF_8);
    }

    /** Shows it. Returns OK when at the end all places agree, or differ by a rule. */
    public ExitCode run() {
        if (!options.verbose()) {
            keepLogQuiet();
        }
        try (Termination termination = new Termination(END);
                World world = new World();
                TemporaryFolder folder = TemporaryFolder.make()) {
            return run(termination, world, folder);
        } catch (RoutesProblem problem) {
            surroundings.err().println(problem.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private static void keepLogQuiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    private ExitCode run(Termination termination, World world, TemporaryFolder folder) {
        int port = freePort();
        Settings settings =
                SettingsLoader.load(
                        environment(world, folder, port), surroundings.workingDirectory());
        greet(world, port, settings.daemon().statePath());
        Daemon daemon = new Daemon(settings, Map.of(), surroundings.clock());
        daemon.check();
        try (StateFile state =
                        StateFile.open(
                                settings.daemon().statePath(),
                                surroundings.clock(),
                                Version.current());
                DaemonThread running = new DaemonThread(daemon, state)) {
            Narrator narrator =
                    new Narrator(out, state.store(), world.books(), surroundings.clock());
            Listeners listeners = new Listeners(world, narrator);
            while (!isOver(narrator.time())
                    && !isOrphan()
                    && running.isAlive()
                    && !termination.await(LOOK)) {
                narrator.look();
                listeners.act(narrator.time());
            }
            return end(termination, running, narrator, new Ending(world, state.store()));
        }
    }

    private boolean isOver(Duration time) {
        return options.length().filter(length -> length.compareTo(time) <= 0).isPresent();
    }

    private boolean isOrphan() {
        return parent.filter(one -> !one.isAlive()).isPresent();
    }

    private ExitCode end(
            Termination termination, DaemonThread running, Narrator narrator, Ending ending) {
        running.throwProblem();
        out.printf("%n       The listeners stop. What is on its way may arrive.%n%n");
        Instant stopped = surroundings.clock().instant();
        while (running.isAlive() && !ending.isReached(stopped)) {
            Instant now = surroundings.clock().instant();
            Duration patience = termination.isTold() || isOrphan() ? PATIENCE_WHEN_TOLD : PATIENCE;
            if (now.isAfter(stopped.plus(patience))) {
                break;
            }
            pause(termination);
            narrator.look();
        }
        running.throwProblem();
        narrator.look();
        return ending.print(out, stopped) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void pause(Termination termination) {
        if (termination.await(LOOK)) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void greet(World world, int port, Path state) {
        String http = "http://127.0.0.1:" + port;
        out.printf(
                """
                audible-abs-sync %s, demo. Everything is invented and stays on this machine.

                  practice Audible         %s
                  practice Audiobookshelf  %s   (Authorization: Bearer %s)
                  the daemon               %s/status  %s/metrics  %s/healthz   (curl them)
                  its state                STATE_PATH=%s   (for holds, why, undo, … meanwhile)

                Paula, Kim and Ben listen with a phone (Audible) and with a player (Audiobookshelf). Their half hours
                take a moment here. The daemon looks every 2 s; its rules are those of docs/decision-table.md.
                %s

                """,
                Version.current(),
                world.audibleUrl(),
                world.audiobookshelfUrl(),
                PracticeAudiobookshelf.TOKEN,
                http,
                http,
                http,
                state,
                options.length()
                        .map(
                                length ->
                                        "It ends by itself after %d s."
                                                .formatted(length.toSeconds()))
                        .orElse("Ctrl-C ends it."));
    }

    private Map<String, String> environment(World world, TemporaryFolder folder, int port) {
        String routes = surroundings.environment().getOrDefault("ROUTES_PATH", "");
        return Map.ofEntries(
                Map.entry("ABS_BASE_URL", world.audiobookshelfUrl()),
                Map.entry("ABS_TOKEN", PracticeAudiobookshelf.TOKEN),
                Map.entry("AUDIBLE_API_URL", world.audibleUrl()),
                Map.entry("AUDIBLE_AUTH_URL", world.audibleUrl()),
                Map.entry(
                        "AUDIBLE_AUTH_JSON_PATH",
                        world.writeSession(folder.file("audible_session.json")).toString()),
                Map.entry("AUDIBLE_FINISHED_INTERVAL_SECONDS", "2"),
                Map.entry("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "60"),
                Map.entry("SYNC_INTERVAL_SECONDS", "2"),
                Map.entry("SYNC_COOLDOWN_SECONDS", "1"),
                Map.entry("SYNC_CONFLICT_MIN_TIME_DELTA_SECONDS", "2"),
                Map.entry("STATE_PATH", folder.file("state.db").toString()),
                Map.entry("HTTP_SERVER_ENABLED", "true"),
                Map.entry("HTTP_SERVER_HOST", "127.0.0.1"),
                Map.entry("HTTP_SERVER_PORT", Integer.toString(port)),
                Map.entry("ROUTES_PATH", routes.isBlank() ? "routes/*.camel.yaml" : routes));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no free port on 127.0.0.1", e);
        }
    }
}
