package io.github.audibleabssync.core;

import io.github.audibleabssync.core.BookState.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private static final Duration HOT = Duration.ofDays(7);

    /**
     * The books to ask, most urgent first.
     *
     * <p>One request is filled as long as the urgent and hot books fit into it; what is left of the last request's room is
     * given to the sweep, least recently asked first. Books that were not asked for a whole deep scan may open one more
     * request.
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
        List<Pair> ready =
                pairs.stream().filter(pair -> !isPutOff(state(states, pair), now)).toList();
        Comparator<Pair> leastRecentlyAsked =
                Comparator.comparing(pair -> state(states, pair).askedAt().orElse(Instant.MIN));
        Comparator<Pair> lastMoved =
                Comparator.comparing(
                        (Pair pair) -> state(states, pair).movedAt().orElse(Instant.MIN),
                        Comparator.reverseOrder());
        List<Pair> first =
                ready.stream()
                        .filter(pair -> urgent.contains(pair.key()) || isHeld(state(states, pair)))
                        .sorted(leastRecentlyAsked)
                        .toList();
        List<Pair> hot =
                ready.stream()
                        .filter(
                                pair ->
                                        isSeen(state(states, pair))
                                                && (inProgress.test(pair)
                                                        || movedLately(state(states, pair), now)))
                        .sorted(lastMoved)
                        .limit(hotBooks)
                        .toList();
        int most = batch * requests;
        Set<BookKey> chosen = new LinkedHashSet<>();
        Stream.concat(
                        first.stream(),
                        hot.size() > most ? hot.stream().sorted(leastRecentlyAsked) : hot.stream())
                .map(Pair::key)
                .limit(most)
                .forEach(chosen::add);
        List<Pair> sweep = ready.stream().sorted(leastRecentlyAsked).toList();
        int room = Math.max(batch, roundUp(chosen.size()));
        boolean overdue =
                sweep.stream()
                        .filter(pair -> !chosen.contains(pair.key()))
                        .findFirst()
                        .map(pair -> isOverdue(state(states, pair), now))
                        .orElse(false);
        int full =
                overdue && chosen.size() == room
                        ? Math.min(most, room + batch)
                        : Math.min(most, room);
        for (Pair pair : sweep) {
            if (chosen.size() >= full) {
                break;
            }
            chosen.add(pair.key());
        }
        return List.copyOf(chosen);
    }

    private int roundUp(int books) {
        return (books + batch - 1) / batch * batch;
    }

    /** Whether some books were never asked: the first sweep is still going on. */
    public static boolean firstSweepPending(
            Collection<Pair> pairs, Map<BookKey, BookState> states) {
        return pairs.stream().anyMatch(pair -> !isSeen(state(states, pair)));
    }

    /** How long a book that nobody listens to can take to be noticed. */
    public Duration longestWait(int books, int hot, Duration interval) {
        int free = Math.max(1, Math.max(batch, roundUp(Math.min(hot, batch * requests))) - hot);
        Duration swept = interval.multipliedBy((Math.max(0, books - hot) + free - 1L) / free);
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

    private static boolean movedLately(BookState state, Instant now) {
        return state.movedAt()
                .map(moved -> Duration.between(moved, now).compareTo(HOT) < 0)
                .orElse(false);
    }

    private static boolean isPutOff(BookState state, Instant now) {
        return state.putOff().map(putOff -> now.isBefore(putOff.until())).orElse(false);
    }

    private boolean isOverdue(BookState state, Instant now) {
        return state.askedAt()
                .map(asked -> Duration.between(asked, now).compareTo(deepScan) > 0)
                .orElse(true);
    }
}
