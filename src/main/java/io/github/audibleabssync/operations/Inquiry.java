package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookSearch;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Explanation;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Remedy;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.state.StateStore;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers questions from what is remembered: neither service is asked, and nothing is changed. */
public final class Inquiry {

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
        return findSituation(pair, pendingBooks());
    }

    private Optional<Situation> findSituation(Pair pair, Set<BookKey> pending) {
        return books.lastSeen(pair, pending.contains(pair.key()), policy, clock.instant());
    }

    private Set<BookKey> pendingBooks() {
        return store.listOpenClaims().stream().map(Claim::book).collect(Collectors.toSet());
    }

    /** The one command that ends the waiting of a book; empty when it does not wait, or no command helps. */
    public Optional<String> findRemedy(Pair pair) {
        Optional<Verdict> last = state(pair).last();
        return findSituation(pair)
                .flatMap(
                        situation ->
                                last.flatMap(Inquiry::waiting)
                                        .flatMap(decision -> Remedy.find(situation, decision)));
    }

    private static Optional<Decision> waiting(Verdict last) {
        return switch (last.outcome()) {
            case HOLD -> Optional.of(new Decision.Hold(last.rule(), last.reason()));
            case LEAVE -> Optional.of(new Decision.Leave(last.rule(), last.reason()));
            case WRITE, AGREE -> Optional.empty();
        };
    }

    /** Why a book is as it is; empty when it was never asked. */
    public Optional<Explanation> explain(Pair pair) {
        return findSituation(pair).map(Explanation::of);
    }

    /** What the rules make of each book as it was last seen; those that were never asked are left out. */
    public List<Resolved> decide(Collection<Pair> pairs) {
        Set<BookKey> pending = pendingBooks();
        return pairs.stream()
                .flatMap(pair -> findSituation(pair, pending).stream())
                .map(Resolved::of)
                .toList();
    }
}
