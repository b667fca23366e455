package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.operations.Asking;
import io.github.audibleabssync.operations.PastTime;
import io.github.audibleabssync.state.Command.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a person decides about one book: {@code confirm}, {@code keep}, {@code undo}. */
final class DecisionCommands {

    private DecisionCommands() {}

    /** {@code confirm}. */
    @Command(
            name = "confirm",
            description = "Says that the jump or restart that a book waits with is meant.")
    static final class Confirm implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
        private List<String> book = new ArrayList<>();

        Confirm(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return Desk.run(
                    surroundings,
                    desk -> new Request(desk).ask(Kind.CONFIRM, book, command -> command));
        }
    }

    /** {@code keep}. */
    @Command(name = "keep", description = "Says which side is right; the other follows.")
    static final class Keep implements Callable<Integer> {
        private final Surroundings surroundings;

        @Spec private @Nullable CommandSpec spec;

        @Parameters(
                index = "0",
                paramLabel = "audible|abs",
                description = "The side that is right.")
        private String side = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
        private List<String> book = new ArrayList<>();

        Keep(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            Side right =
                    Words.require(
                            Asking.findSide(side),
                            Optional.ofNullable(spec).orElseThrow(),
                            "'" + side + "' is no side; write audible or abs");
            return Desk.run(
                    surroundings,
                    desk ->
                            new Request(desk)
                                    .ask(Kind.KEEP, book, command -> command.keeping(right)));
        }
    }

    /** {@code undo}. */
    @Command(
            name = "undo",
            description = {
                "Takes the last write to a book back, or all since a time: both sides go to where"
                        + " the overwritten one was.",
                "An undo can be undone, too."
            })
    static final class Undo implements Callable<Integer> {
        private final Surroundings surroundings;

        @Spec private @Nullable CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
        private List<String> book = new ArrayList<>();

        @Option(
                names = "--to",
                paramLabel = "TIME",
                description =
                        "Take back everything after it: 22:15, 2h or 30m ago, 2026-11-22T22:15, or"
                                + " with a zone 2026-11-22T21:15:00Z.")
        private @Nullable String time;

        Undo(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            Optional<Instant> to = Optional.ofNullable(time).map(this::parse);
            to.ifPresent(this::tell);
            return Desk.run(
                    surroundings,
                    desk ->
                            new Request(desk)
                                    .ask(
                                            Kind.UNDO,
                                            book,
                                            command -> to.map(command::backTo).orElse(command)));
        }

        /** A time of day may have been yesterday's. */
        private void tell(Instant back) {
            surroundings
                    .err()
                    .printf(
                            "Taking back what was written after %s %s.%n",
                            Times.show(back), Times.zoneName());
        }

        private Instant parse(String text) {
            try {
                return PastTime.parse(text, surroundings.clock().instant(), Times.zone());
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(
                        Optional.ofNullable(spec).orElseThrow().commandLine(),
                        "--to " + wrong.getMessage(),
                        wrong);
            }
        }
    }
}
