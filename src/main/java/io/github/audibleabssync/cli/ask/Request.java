package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Termination;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.operations.Asking;
import io.github.audibleabssync.operations.Asking.Reply;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.CommandQueue;
import io.github.audibleabssync.state.StateFile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Leaves a command in the state for the running daemon, and waits for its answer. */
final class Request {

    /** How long the answer is waited for; a cycle takes seconds, and one may be running already. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(2);

    private final Desk desk;
    private final Path state;
    private final Duration patience;

    /**
     * A request to the daemon of a state.
     *
     * @throws Refusal if no daemon runs
     */
    Request(Desk desk) {
        this(desk, PATIENCE);
    }

    /** A request with less patience: for tests. */
    Request(Desk desk, Duration patience) {
        this.desk = desk;
        this.patience = patience;
        this.state = desk.settings().statePath();
        if (!StateFile.isDaemonRunning(state)) {
            throw new Refusal(
                    ExitCode.NO_DAEMON,
                    "No daemon runs on this state: %s. Start it with 'audible-abs-sync run' and ask again, or give this command the STATE_PATH of the one that runs; nothing was changed."
                            .formatted(state));
        }
    }

    /** Asks about all books, and says what was answered. */
    ExitCode ask(Command.Kind kind) {
        return tell(await(kind, command -> command));
    }

    /** Asks about the book that a person means, and says what was answered. */
    ExitCode ask(Command.Kind kind, List<String> book, UnaryOperator<Command> details) {
        Pair pair = desk.look(inquiry -> Desk.book(inquiry, book));
        desk.surroundings().out().println(Desk.name(pair));
        return tell(await(kind, command -> details.apply(command.about(pair.key()))));
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws Refusal if none came
     */
    Answer await(Command.Kind kind, UnaryOperator<Command> details) {
        Command command =
                details.apply(Command.of(kind, "cli", desk.surroundings().clock().instant()));
        try (Termination termination = new Termination(END);
                CommandQueue queue = StateFile.openForCommands(state)) {
            long looks = patience.dividedBy(LOOK);
            return switch (Asking.ask(queue, command, new Waiting(termination, state, looks))) {
                case Reply.Answered(Answer answer) -> answer;
                case Reply.Withdrawn _ ->
                        throw new Refusal(
                                ExitCode.NO_DAEMON,
                                "The daemon did not take the command, and it was withdrawn: nothing"
                                        + " was changed. Look at the daemon's log and ask again.");
                case Reply.Taken _ ->
                        throw new Refusal(
                                ExitCode.WAITS,
                                "The daemon has taken the command and did not answer yet. It is"
                                        + " noted and will be done; 'audible-abs-sync why BOOK' and"
                                        + " 'history BOOK' tell what became of it.");
            };
        }
    }

    private ExitCode tell(Answer answer) {
        boolean refused = answer.outcome() == Command.Outcome.REFUSED;
        (refused ? desk.surroundings().err() : desk.surroundings().out()).println(answer.text());
        return code(answer);
    }

    static ExitCode code(Answer answer) {
        return switch (answer.outcome()) {
            case DONE -> ExitCode.OK;
            case WAITS -> ExitCode.WAITS;
            case REFUSED -> ExitCode.REFUSED;
        };
    }

    /** A few looks a second, until they are used up, the daemon ends, or this process is told to stop. */
    private static final class Waiting implements BooleanSupplier {
        private final Termination termination;
        private final Path state;
        private long looks;

        private Waiting(Termination termination, Path state, long looks) {
            this.termination = termination;
            this.state = state;
            this.looks = looks;
        }

        @Override
        public boolean getAsBoolean() {
            return --looks >= 0 && !termination.await(LOOK) && StateFile.isDaemonRunning(state);
        }
    }
}
