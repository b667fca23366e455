package io.github.audibleabssync.moving;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.state.StateStore;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The books that the older daemon watched. They come first until they were asked once, and count as hot for a week: after
 * that what this daemon saw itself tells what somebody listens to.
 */
public final class EarlierWatchlist {

    /** Where the state keeps it: the time when it was taken over, and the ASINs, the one used last first. */
    private static final String KEPT = "older-watchlist";

    private static final Duration HOT = Duration.ofDays(7);

    private final Map<Asin, Integer> ranks = new HashMap<>();
    private final Optional<Instant> takenOverAt;

    private EarlierWatchlist(Optional<Instant> takenOverAt, List<Asin> books) {
        this.takenOverAt = takenOverAt;
        books.forEach(book -> ranks.putIfAbsent(book, ranks.size()));
    }

    /** The one that the state keeps; an empty one when nothing was taken over. */
    public static EarlierWatchlist read(StateStore store) {
        return store.findValue(KEPT)
                .map(text -> Arrays.asList(text.split(" ", -1)))
                .map(
                        words ->
                                new EarlierWatchlist(
                                        Optional.of(Instant.parse(words.getFirst())),
                                        words.stream()
                                                .skip(1)
                                                .flatMap(word -> Asin.find(word).stream())
                                                .toList()))
                .orElseGet(() -> new EarlierWatchlist(Optional.empty(), List.of()));
    }

    static boolean isKept(StateStore store) {
        return store.findValue(KEPT).isPresent();
    }

    static void keep(StateStore store, List<Asin> books, Instant now) {
        store.saveValue(
                KEPT,
                Stream.concat(Stream.of(now.toString()), books.stream().map(Asin::value))
                        .collect(Collectors.joining(" ")));
    }

    /** The pairs with its books first, the one used last at the top; the others stay in their order. */
    public List<Pair> first(Collection<Pair> pairs) {
        return pairs.stream()
                .sorted(
                        Comparator.comparing(
                                pair -> ranks.getOrDefault(pair.key().asin(), Integer.MAX_VALUE)))
                .toList();
    }

    /** Whether a pair is one of its books, and was taken over less than a week ago. */
    public boolean isHot(Pair pair, Instant now) {
        return takenOverAt.filter(taken -> taken.plus(HOT).isAfter(now)).isPresent()
                && ranks.containsKey(pair.key().asin());
    }
}
