package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.WriteHistory;
import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.ConflictResolver;
import io.github.audibleabssync.core.Edition;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Remedy;
import io.github.audibleabssync.core.Ruling;
import io.github.audibleabssync.core.Rulings;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.core.Undo;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.StateStore;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a command changes in the state, and what can be answered at once. */
final class Orders {

    private final Books books;
    private final StateStore store;
    private final SyncPolicy policy;
    private final boolean dryRun;
    private final Clock clock;

    Orders(Books books, StateStore store, SyncPolicy policy, boolean dryRun, Clock clock) {
        this.books = books;
        this.store = store;
        this.policy = policy;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    /**
     * What follows from a command at once.
     *
     * @param changed books that are different from now on
     * @param answer empty when the cycle has to show what becomes of it
     */
    record Taken(Map<BookKey, BookState> changed, Optional<Answer> answer) {
        static Taken refused(String why) {
            return new Taken(Map.of(), Optional.of(new Answer(Command.Outcome.REFUSED, why)));
        }

        static Taken done(Map<BookKey, BookState> changed, String text) {
            return new Taken(changed, Optional.of(new Answer(Command.Outcome.DONE, text)));
        }

        static Taken goesOn(Map<BookKey, BookState> changed) {
            return new Taken(changed, Optional.empty());
        }
    }

    Taken carryOut(Command command) {
        return switch (command.kind()) {
            case SYNC, PLAN -> Taken.goesOn(Map.of());
            case PAUSE, RESUME -> pause(command, command.kind() == Command.Kind.PAUSE);
            case POLICY -> policy(command);
            case APPLY -> dryRun ? inDryRun() : apply(command);
            case CONFIRM, KEEP, UNDO -> dryRun ? inDryRun() : rule(command);
        };
    }

    private static Taken inDryRun() {
        return Taken.refused("DRY_RUN=true: nothing is written. Start without it, and ask again.");
    }

    /** How a book stood when it was last asked; empty when it never was, or is no longer paired. */
    Optional<Situation> situation(BookKey key) {
        return books.find(key)
                .flatMap(
                        pair ->
                                Situation.remembered(
                                        pair,
                                        books.state(key),
                                        store.listOpenClaims().stream()
                                                .anyMatch(claim -> claim.book().equals(key)),
                                        policy,
                                        clock.instant()));
    }

    // --- for good
    // ----------------------------------------------------------------------------------------------------

    private Taken pause(Command command, boolean pause) {
        if (command.book().isEmpty()) {
            books.pause(pause);
            return Taken.done(
                    Map.of(),
                    pause
                            ? "Paused: both sides are still read, and nothing is written. To go on:"
                                    + " audible-abs-sync resume"
                            : "Resumed: books are written again, except those that were paused one"
                                    + " by one.");
        }
        return change(
                command.book().get(),
                state -> pause ? state.withWishes(state.wishes().withPaused(true)) : resumed(state),
                pause
                        ? "Paused. To go on: audible-abs-sync resume " + command.book().get()
                        : "Resumed.");
    }

    /** Also ends what sets a book aside by itself: the waiting after failures, and a side that is left alone (rule 35). */
    private static BookState resumed(BookState state) {
        BookState next =
                state.withWishes(state.wishes().withPaused(false)).withPutOff(Optional.empty());
        for (Side side : Side.values()) {
            WriteHistory writes = next.writes(side);
            next =
                    next.withSide(
                            side,
                            next.track(side),
                            new WriteHistory(writes.writtenAt(), 0, Optional.empty()));
        }
        return next;
    }

    private Taken policy(Command command) {
        String text = command.content().orElse("");
        String[] parts = text.split("=", 2);
        String value = parts.length == 2 ? parts[1].toUpperCase(Locale.ROOT) : "";
        try {
            UnaryOperator<Wishes> wanted =
                    switch (parts[0]) {
                        case "conflict" -> conflict(value);
                        case "edition" -> edition(Edition.valueOf(value));
                        default -> throw new IllegalArgumentException(text);
                    };
            return change(
                    command.book().orElseThrow(),
                    state -> state.withWishes(wanted.apply(state.wishes())),
                    "From now on: " + text + ".");
        } catch (IllegalArgumentException unknown) {
            return Taken.refused(
                    "'%s' is no policy. Write conflict=newest, furthest, abs, audible, hold or default; or edition=apart, same or scaled."
                            .formatted(text));
        }
    }

    private static UnaryOperator<Wishes> conflict(String value) {
        Optional<ConflictPolicy> own =
                value.equals("DEFAULT")
                        ? Optional.empty()
                        : Optional.of(ConflictPolicy.valueOf(value));
        return wishes -> wishes.withConflict(own);
    }

    private static UnaryOperator<Wishes> edition(Edition edition) {
        return wishes -> wishes.withEdition(edition);
    }

    private Taken change(BookKey key, UnaryOperator<BookState> change, String done) {
        return Taken.done(Map.of(key, change.apply(books.state(key))), done);
    }

    // --- for once
    // ----------------------------------------------------------------------------------------------------

    private Taken rule(Command command) {
        BookKey key = command.book().orElseThrow();
        Optional<Situation> situation = situation(key);
        if (situation.isEmpty()) {
            return Taken.refused(
                    "The book was not read on both sides yet. Wait for the next cycle, and ask"
                            + " again.");
        }
        if (command.kind() == Command.Kind.UNDO && situation.get().writePending()) {
            return Taken.refused(
                    "A write to this book is on its way, and not confirmed yet. %s. Ask again in a minute."
                            .formatted(Memory.describe(books.state(key))));
        }
        Optional<? extends Ruling> ruling =
                switch (command.kind()) {
                    case KEEP -> keep(command, situation.get(), command.side().orElseThrow());
                    case CONFIRM ->
                            Rulings.awaitsConfirmation(situation.get())
                                    .flatMap(side -> keep(command, situation.get(), side));
                    case UNDO -> undo(command, situation.get());
                    default -> throw new IllegalArgumentException(command.kind().name());
                };
        return ruling.map(
                        found ->
                                Taken.goesOn(
                                        Map.of(key, ruled(books.state(key), Optional.of(found)))))
                .orElseGet(() -> Taken.refused(refusal(command)));
    }

    /** A person asked: the book does not wait for the end of its failures. */
    private static BookState ruled(BookState state, Optional<Ruling> ruling) {
        return state.withWishes(state.wishes().withRuling(ruling)).withPutOff(Optional.empty());
    }

    private static Optional<Ruling.Keep> keep(Command command, Situation situation, Side side) {
        return Rulings.keep(situation, command.id(), side);
    }

    private Optional<Ruling.Restore> undo(Command command, Situation situation) {
        List<JournalEntry> journal = store.listJournal(command.book().orElseThrow());
        return Undo.plan(situation, command.id(), journal, command.to());
    }

    private String refusal(Command command) {
        BookKey key = command.book().orElseThrow();
        String where = Memory.describe(books.state(key));
        Optional<Side> away =
                situation(key).stream()
                        .flatMap(
                                seen ->
                                        Stream.of(Side.values())
                                                .filter(
                                                        side ->
                                                                seen.reading(side)
                                                                        instanceof Reading.Unknown))
                        .findFirst();
        if (command.kind() == Command.Kind.CONFIRM && away.isPresent()) {
            return "%s could not be read in the last cycle, so it cannot be told what waits. Last seen: %s. Ask again when it is there; or choose: keep audible, or keep abs."
                    .formatted(away.get().title(), where);
        }
        return switch (command.kind()) {
            case KEEP ->
                    "%s holds no place of this book, so it cannot be kept. %s."
                            .formatted(command.side().orElseThrow().title(), where);
            case CONFIRM ->
                    "Nothing of this book waits for a confirmation that could only mean one side. %s.%s"
                            .formatted(where, findRemedy(command).orElse(""));
            default ->
                    "Nothing was written%s that could be taken back. %s."
                            .formatted(command.to().map(" after %s"::formatted).orElse(""), where);
        };
    }

    /** The command that decides what a book waits for, as the end of an answer. */
    Optional<String> findRemedy(Command command) {
        return command.book()
                .flatMap(this::situation)
                .flatMap(seen -> Remedy.find(seen, ConflictResolver.decide(seen)))
                .map(" To decide it: "::concat);
    }

    /** A person said what is to become of this book alone: that is not overruled by letting all of them pass. */
    private static boolean isDecided(BookState state) {
        return state.wishes()
                .ruling()
                .filter(ruling -> !(ruling instanceof Ruling.Release))
                .isPresent();
    }

    private Taken apply(Command command) {
        Map<BookKey, BookState> released = new HashMap<>();
        books.states()
                .forEach(
                        (key, state) -> {
                            boolean stopped =
                                    state.last()
                                            .filter(last -> last.outcome() == Outcome.HOLD)
                                            .filter(last -> last.reason() == Reason.SAFETY_STOP)
                                            .isPresent();
                            if (stopped && !isDecided(state)) {
                                situation(key)
                                        .map(seen -> Rulings.ground(seen, command.id()))
                                        .ifPresent(
                                                ground ->
                                                        released.put(
                                                                key,
                                                                ruled(
                                                                        state,
                                                                        Optional.of(
                                                                                new Ruling.Release(
                                                                                        ground)))));
                            }
                        });
        return released.isEmpty()
                ? Taken.refused("The safety stop holds no book back.")
                : Taken.goesOn(released);
    }
}
