package io.github.audibleabssync.core;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses which books are asked in a cycle: those that cannot wait, then the hot ones, then a slice of the sweep.
 *
 * @param batch most ASINs in one positions request
 * @param requests most positions requests in one cycle
 * @param hotBooks most books that count as hot
 * @param deepScan how long a book may stay unasked before it counts as overdue
 */
public record Watchlist(int batch, int requests, int hotBooks, Duration deepScan) {

    /** No book is put off for longer, whatever failed. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration HOT = Duration.ofDays(7);

    /**
     * The books to ask, most urgent first.
     *
     * <p>Urgent books come first, then those that are held or hot. One request is enough as long as they fit into it; what
     * is left of the last request's room is given to the sweep, least recently asked first, and books that were not asked
     * for a whole deep scan may open one more request. Where all of the room would be taken, a fifth of a batch is kept for
     * the sweep, and the others take turns: least recently asked first. So nobody waits for ever.
     *
     * @param pairs all pairs
     * @param states what is remembered of them
     * @param urgent books that cannot wait: changed on Audiobookshelf, or waiting for a read-back
     * @param inProgress whether Audiobookshelf holds an unfinished place for a pair
     * @param now our clock
     */
    public List<BookKey> choose(
            Collection<Pair> pairs,
            Map<BookKey, BookState> states,
            Set<BookKey> urgent,
            Predicate<Pair> inProgress,
            Instant now) {
        Comparator<Pair> leastRecentlyAsked =
                Comparator.comparing(pair -> askedAt(states, pair, now).orElse(Instant.MIN));
        Comparator<Pair> lastMoved =
                Comparator.comparing(
                        (Pair pair) -> state(states, pair).movedAt().orElse(Instant.MIN),
                        Comparator.reverseOrder());
        List<Pair> ready =
                pairs.stream()
                        .filter(pair -> !isPutOff(state(states, pair), now))
                        .sorted(leastRecentlyAsked)
                        .toList();
        List<Pair> pressing = ready.stream().filter(pair -> urgent.contains(pair.key())).toList();
        Set<Pair> watched = new LinkedHashSet<>();
        ready.stream()
                .filter(pair -> isHeld(state(states, pair)) || isLeft(state(states, pair)))
                .forEach(watched::add);
        ready.stream()
                .filter(pair -> isHot(state(states, pair), inProgress.test(pair), now))
                .sorted(lastMoved)
                .limit(hotBooks)
                .forEach(watched::add);
        pressing.forEach(watched::remove);
        int wanted = pressing.size() + watched.size();
        boolean crowded = wanted > most() - keptForSweep();
        Set<BookKey> chosen = new LinkedHashSet<>();
        Stream.concat(
                        pressing.stream(),
                        crowded ? watched.stream().sorted(leastRecentlyAsked) : watched.stream())
                .map(Pair::key)
                .limit(crowded ? most() - keptForSweep() : wanted)
                .forEach(chosen::add);
        int room = crowded ? most() : roomFor(wanted, countOverdue(ready, chosen, states, now));
        for (Pair pair : ready) {
            if (chosen.size() >= room) {
                break;
            }
            chosen.add(pair.key());
        }
        return List.copyOf(chosen);
    }

    /** As few requests as hold the wanted books, and one more when overdue books would not find room. */
    private int roomFor(int wanted, long overdue) {
        int room = Math.max(batch, roundUp(wanted));
        return overdue > room - wanted ? Math.min(most(), room + batch) : room;
    }

    private long countOverdue(
            List<Pair> ready, Set<BookKey> chosen, Map<BookKey, BookState> states, Instant now) {
        return ready.stream()
                .filter(
                        pair ->
                                !chosen.contains(pair.key())
                                        && isOverdue(askedAt(states, pair, now), now))
                .count();
    }

    private int most() {
        return batch * requests;
    }

    private int keptForSweep() {
        return Math.max(1, batch / 5);
    }

    private int roundUp(int books) {
        return (books + batch - 1) / batch * batch;
    }

    /** Whether some books were never asked: the first sweep is still going on. */
    public static boolean firstSweepPending(
            Collection<Pair> pairs, Map<BookKey, BookState> states) {
        return pairs.stream().anyMatch(pair -> !isSeen(state(states, pair)));
    }

    /**
     * How long a book that nobody listens to can take to be noticed.
     *
     * @param books how many pairs there are
     * @param hot how many of them are hot or held
     * @param interval from one cycle to the next
     */
    public Duration longestWait(int books, int hot, Duration interval) {
        int busy = Math.min(hot, most() - keptForSweep());
        int waiting = Math.max(0, books - busy);
        int free = (busy < hot ? most() : Math.max(batch, roundUp(busy))) - busy;
        Duration swept =
                free == 0
                        ? deepScan.plus(interval.multipliedBy((waiting + batch - 1L) / batch))
                        : interval.multipliedBy((waiting + free - 1L) / free);
        return swept.compareTo(interval) < 0 ? interval : swept;
    }

    private static BookState state(Map<BookKey, BookState> states, Pair pair) {
        return states.getOrDefault(pair.key(), BookState.NEW);
    }

    private static boolean isSeen(BookState state) {
        return state.askedAt().isPresent();
    }

    private static boolean isHeld(BookState state) {
        return state.last().filter(last -> last.outcome() == Outcome.HOLD).isPresent();
    }

    /** Whether a write waits for the end of the first look. */
    public static boolean isLeft(BookState state) {
        return state.last().filter(last -> last.reason() == Reason.FIRST_LOOK).isPresent();
    }

    private static boolean isHot(BookState state, boolean inProgress, Instant now) {
        return isSeen(state) && (inProgress || movedLately(state, now));
    }

    private static boolean movedLately(BookState state, Instant now) {
        return state.movedAt()
                .map(moved -> Duration.between(moved, now).compareTo(HOT) < 0)
                .orElse(false);
    }

    /** Not before a time; one that is further away than any wait is from before our clock was set back. */
    private static boolean isPutOff(BookState state, Instant now) {
        return state.putOff()
                .map(PutOff::until)
                .filter(until -> !until.isAfter(now.plus(LONGEST_WAIT)))
                .map(now::isBefore)
                .orElse(false);
    }

    /** A book that was asked in the future was asked before our clock was set back: nobody knows when. */
    private static Optional<Instant> askedAt(
            Map<BookKey, BookState> states, Pair pair, Instant now) {
        return state(states, pair).askedAt().filter(asked -> !asked.isAfter(now));
    }

    private boolean isOverdue(Optional<Instant> askedAt, Instant now) {
        return askedAt.map(asked -> Duration.between(asked, now).compareTo(deepScan) > 0)
                .orElse(true);
    }
}
