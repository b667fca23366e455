package io.github.audibleabssync.cli.demo;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.state.StateStore;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the story ends: whether every book is in step, or differs for a reason that a rule gives. */
final class Ending {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** These end by themselves in a moment: no reason to differ for good. */
    private static final Set<Reason> PASSING =
            EnumSet.of(
                    Reason.IN_SYNC,
                    Reason.AGREED,
                    Reason.MOVED,
                    Reason.FINISHED,
                    Reason.WRITE_PENDING,
                    Reason.COOLING_DOWN,
                    Reason.TARGET_MOVED,
                    Reason.BACK_UNCONFIRMED,
                    Reason.STALE_ECHO,
                    Reason.SIDE_UNKNOWN,
                    Reason.NOT_SEEN_YET);

    private final World world;
    private final StateStore store;

    Ending(World world, StateStore store) {
        this.world = world;
        this.store = store;
    }

    private enum Kind {
        IN_STEP,
        BY_RULE,
        ONE_SIDE,
        OPEN
    }

    private record Fate(DemoBook book, Kind kind, String words) {}

    /** Whether every book has found its end, by decisions made after this time. */
    boolean isReached(Instant after) {
        return fates(after).stream().noneMatch(fate -> fate.kind() == Kind.OPEN);
    }

    /**
     * Prints every book with both places, and why they differ where they do.
     *
     * @return whether all agree or differ by a rule
     */
    boolean print(PrintStream out, Instant after) {
        List<Fate> fates = fates(after);
        out.printf("%n%-26s  %-12s  %-14s%n", "book", "Audible", "Audiobookshelf");
        for (Fate fate : fates) {
            out.printf(
                    "%-26s  %-12s  %-14s  %s%n",
                    fate.book().title(),
                    shown(world.onAudible(fate.book())),
                    shown(world.onAudiobookshelf(fate.book())),
                    fate.words());
        }
        out.printf(
                "%n%d books: %d in step, %d differ by a rule, %d are on one side only, %d are not"
                        + " in step. %d writes, each read back.%n",
                fates.size(),
                count(fates, Kind.IN_STEP),
                count(fates, Kind.BY_RULE),
                count(fates, Kind.ONE_SIDE),
                count(fates, Kind.OPEN),
                store.countJournal());
        return count(fates, Kind.OPEN) == 0;
    }

    private static String shown(Optional<World.Standing> standing) {
        return standing.map(World.Standing::toString).orElse("-");
    }

    private static long count(List<Fate> fates, Kind kind) {
        return fates.stream().filter(fate -> fate.kind() == kind).count();
    }

    private List<Fate> fates(Instant after) {
        Map<BookKey, BookState> states = store.listBooks();
        return world.books().stream().map(book -> fate(book, states, after)).toList();
    }

    private Fate fate(DemoBook book, Map<BookKey, BookState> states, Instant after) {
        if (book.where() != DemoBook.Where.BOTH) {
            return new Fate(book, Kind.ONE_SIDE, book.where().sentence());
        }
        Optional<BookState> state = Optional.ofNullable(states.get(BookKey.of(book.book().asin())));
        if (state.flatMap(BookState::agreement).filter(agreed -> holds(book, agreed)).isPresent()) {
            return new Fate(book, Kind.IN_STEP, "in step");
        }
        Optional<Verdict> verdict =
                state.filter(known -> known.askedAt().filter(after::isBefore).isPresent())
                        .flatMap(BookState::last)
                        .filter(last -> last.outcome() != Outcome.WRITE)
                        .filter(last -> !PASSING.contains(last.reason()));
        return verdict.map(
                        last ->
                                new Fate(
                                        book,
                                        Kind.BY_RULE,
                                        Narrator.because(last.rule(), last.reason()).strip()))
                .orElse(new Fate(book, Kind.OPEN, "not in step"));
    }

    private boolean holds(DemoBook book, Agreement agreement) {
        return isAt(world.onAudible(book), agreement.audible())
                && isAt(world.onAudiobookshelf(book), agreement.audiobookshelf());
    }

    private static boolean isAt(Optional<World.Standing> standing, SideState agreed) {
        return standing.filter(
                        now ->
                                now.finished() == agreed.finished()
                                        && now.place().distance(agreed.place()).compareTo(TOLERANCE)
                                                <= 0)
                .isPresent();
    }
}
