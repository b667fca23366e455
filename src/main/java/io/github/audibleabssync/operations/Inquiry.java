package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.core.BookSearch;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rulings;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.state.StateStore;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers questions from what is remembered: neither service is asked, and nothing is changed. */
public final class Inquiry {

    /** How the program is called in what people are told to type. */
    private static final String PROGRAM = "audible-abs-sync ";

    private final Books books;
    private final StateStore store;
    private final SyncPolicy policy;
    private final Clock clock;

    /**
     * Answers from these books.
     *
     * @param policy the settings that decisions depend on
     */
    public Inquiry(Books books, StateStore store, SyncPolicy policy, Clock clock) {
        this.books = books;
        this.store = store;
        this.policy = policy;
        this.clock = clock;
    }

    /** The book that a person means. */
    public BookSearch.Found find(String text) {
        return BookSearch.find(text, books.pairs());
    }

    /** All books that both sides know. */
    public Collection<Pair> listPairs() {
        return books.pairs();
    }

    /** The books that are held, by title. */
    public List<Pair> listHeld() {
        return books.pairs().stream()
                .filter(pair -> hold(pair).isPresent())
                .sorted(Comparator.comparing(Pair::title).thenComparing(Pair::key))
                .toList();
    }

    private Optional<Verdict> hold(Pair pair) {
        return state(pair).last().filter(last -> last.outcome() == Outcome.HOLD);
    }

    /** What is remembered of a book. */
    public BookState state(Pair pair) {
        return books.states().getOrDefault(pair.key(), BookState.NEW);
    }

    /** Whether a person paused all books. */
    public boolean isPaused() {
        return books.isPaused();
    }

    /** The writes of a book, newest first. */
    public List<JournalEntry> listJournal(Pair pair) {
        return store.listJournal(pair.key());
    }

    /** How a book stood when it was last asked; empty when it never was. */
    public Optional<Situation> findSituation(Pair pair) {
        boolean pending =
                store.listOpenClaims().stream().anyMatch(claim -> claim.book().equals(pair.key()));
        return Situation.remembered(
                pair, state(pair), pending, policy.withPaused(isPaused()), clock.instant());
    }

    /** The one command that ends the waiting of a book; empty when it does not wait, or no command can. */
    public Optional<String> findRemedy(Pair pair) {
        return state(pair).last().flatMap(last -> remedy(pair, last)).map(PROGRAM::concat);
    }

    private Optional<String> remedy(Pair pair, Verdict last) {
        String book = pair.key().toString();
        return switch (last.reason()) {
            case SAFETY_STOP -> Optional.of("apply");
            case PAUSED -> Optional.of(isPaused() ? "resume" : "resume " + book);
            case EDITION_MISMATCH -> Optional.of("policy " + book + " --edition same");
            case WRITE_NOT_CONFIRMED -> Optional.of("resume " + book);
            case DUPLICATE_ASIN, BOTH_PLAYING -> Optional.empty();
            default ->
                    hold(pair)
                            .map(
                                    _ ->
                                            (awaitsConfirmation(pair) ? "confirm " : choice(last))
                                                    + book);
        };
    }

    private boolean awaitsConfirmation(Pair pair) {
        return findSituation(pair).flatMap(Rulings::awaitsConfirmation).isPresent();
    }

    /** Nothing tells which side is meant, unless one of them holds nothing. */
    private static String choice(Verdict last) {
        if (last.reason() == Reason.PROGRESS_DISCARDED) {
            return keep(Side.AUDIBLE);
        }
        return last.reason() == Reason.PLACE_VANISHED
                ? keep(Side.AUDIOBOOKSHELF)
                : "keep audible|abs ";
    }

    private static String keep(Side side) {
        return side == Side.AUDIBLE ? "keep audible " : "keep abs ";
    }
}
