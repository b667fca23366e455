package io.github.audibleabssync.cli.ask;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.Version;
import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.camel.PlanPage;
import io.github.audibleabssync.cli.DaemonThread;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.cli.TemporaryFolder;
import io.github.audibleabssync.cli.Termination;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.SafetyStop;
import io.github.audibleabssync.operations.Asking;
import io.github.audibleabssync.operations.Asking.Reply;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.operations.logging.LogConfigurator;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.Heartbeat;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A plan without a running daemon: one works in this process for a moment, in a dry run, on a copy of the state. Both sides
 * are read; nothing is written to them, nor to the state.
 */
final class OneOffPlan {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration END = Duration.ofSeconds(8);

    /** The first look at a library of thousands takes minutes. */
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(15);

    private final Desk desk;
    private final Surroundings surroundings;

    OneOffPlan(Desk desk) {
        this.desk = desk;
        this.surroundings = desk.surroundings();
    }

    Answer make() {
        Path original = desk.settings().statePath();
        keepLogAside();
        surroundings
                .err()
                .println(
                        "No daemon runs on %s: both sides are read once, and nothing is written."
                                .formatted(original));
        try (Termination termination = new Termination(END);
                TemporaryFolder folder = TemporaryFolder.make()) {
            Path copy = folder.file("state.db");
            Settings settings =
                    SettingsLoader.load(environment(copy), surroundings.workingDirectory());
            Daemon daemon = new Daemon(settings, surroundings.environment(), surroundings.clock());
            daemon.check();
            if (Files.exists(original)) {
                try (StateFile read = StateFile.openReadOnly(original)) {
                    read.store().copyTo(copy);
                }
            }
            try (StateFile state = StateFile.open(copy, surroundings.clock(), Version.current());
                    DaemonThread running = new DaemonThread(daemon, state)) {
                return make(state.store(), copy, new Waiting(termination, running));
            }
        }
    }

    /** Standard output is for the plan. */
    private static void keepLogAside() {
        LogConfigurator.useStandardError();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    private Map<String, String> environment(Path copy) {
        Map<String, String> environment =
                new HashMap<>(
                        SettingsLoader.withFile(
                                surroundings.environment(), surroundings.workingDirectory()));
        environment.put("STATE_PATH", copy.toString());
        environment.put("DRY_RUN", "true");
        environment.put("HTTP_SERVER_ENABLED", "false");
        return environment;
    }

    private Answer make(StateStore store, Path copy, Waiting waiting) {
        boolean looked =
                waiting.until(
                        LONGEST_SWEEP,
                        () -> Heartbeat.find(copy).isPresent() && !isSweepPending(store, waiting));
        if (!looked) {
            throw gaveUp();
        }
        Command command = Command.of(Kind.PLAN, "cli", surroundings.clock().instant());
        Reply reply = Asking.ask(store, command, waiting.atMost(Request.PATIENCE));
        if (!(reply instanceof Reply.Answered(Answer answer))) {
            throw gaveUp();
        }
        return answer.outcome() == Outcome.DONE
                ? new Answer(Outcome.DONE, withTheOthers(answer.text(), store))
                : answer;
    }

    private static Refusal gaveUp() {
        return new Refusal(
                ExitCode.NO_DAEMON,
                "Both sides could not be read to the end, so there is no plan. Try again, or run"
                    + " the daemon with DRY_RUN=true and look at its log; nothing was changed.");
    }

    /** While a side is away nothing is gained by waiting: the plan then says so. */
    private boolean isSweepPending(StateStore store, Waiting waiting) {
        Books books = books(store);
        return waiting.isGettingOn(
                        books.states().values().stream()
                                .filter(state -> state.askedAt().isPresent())
                                .count())
                && books.isFirstSweepPending();
    }

    private Books books(StateStore store) {
        return new Books(store, desk.settings().allowDuplicateAsin());
    }

    /** A cycle asks for the books that move; what the rules make of the others follows from when they were last seen. */
    private String withTheOthers(String text, StateStore store) {
        ObjectNode plan = (ObjectNode) PlanCommand.read(text);
        Set<String> told = new HashSet<>();
        plan.path("books").forEach(book -> told.add(book.path("book").asText()));
        Inquiry inquiry =
                new Inquiry(
                        books(store), store, desk.settings().sync().policy(), surroundings.clock());
        List<Pair> others =
                inquiry.listPairs().stream()
                        .filter(pair -> !told.contains(pair.key().toString()))
                        .toList();
        List<Resolved> wanted = inquiry.decide(others);
        JsonNode more =
                PlanCommand.read(
                        PlanPage.render(
                                surroundings.clock().instant(), wanted, SafetyStop.check(wanted)));
        more.path("books").forEach(book -> ((ArrayNode) plan.path("books")).add(book));
        return plan.toString();
    }

    /** Looks now and then, for as long as the daemon in this process runs. */
    private static final class Waiting {
        private static final Duration STANDSTILL = Duration.ofSeconds(30);

        private final Termination termination;
        private final DaemonThread running;
        private long asked;
        private int looksWithoutProgress;

        private Waiting(Termination termination, DaemonThread running) {
            this.termination = termination;
            this.running = running;
        }

        private BooleanSupplier atMost(Duration time) {
            long[] looks = {time.dividedBy(LOOK)};
            return () -> {
                running.throwProblem();
                return --looks[0] >= 0 && running.isAlive() && !termination.await(LOOK);
            };
        }

        private boolean until(Duration time, BooleanSupplier reached) {
            BooleanSupplier goesOn = atMost(time);
            while (!reached.getAsBoolean()) {
                if (!goesOn.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        }

        private boolean isGettingOn(long count) {
            looksWithoutProgress = count > asked ? 0 : looksWithoutProgress + 1;
            asked = count;
            return looksWithoutProgress <= STANDSTILL.dividedBy(LOOK);
        }
    }
}
