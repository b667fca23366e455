package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pairs the books that both sides know, by ASIN; rule 39 where several Audiobookshelf items share one. */
public final class BookMatcher {

    private static final Duration SAME_RUNTIME = Duration.ofSeconds(30);

    private BookMatcher() {}

    /**
     * The pairs, by key.
     *
     * @param titles the active titles of the Audible library
     * @param items the items of the chosen Audiobookshelf libraries
     * @param audio Audible's content metadata as far as they were read
     * @param chapters chapter starts of Audiobookshelf items, as far as they were read, by item id
     * @param listenedAt when the progress of an item last changed, by item id. Where every item is paired it does not count:
     *     our own writes change it, and the items would take turns in being the pair proper
     * @param allowTwins pair every item with the ASIN, not only the best
     */
    public static Map<BookKey, Pair> pair(
            Collection<AudibleTitle> titles,
            Collection<ShelfItem> items,
            Map<Asin, AudibleAudio> audio,
            Map<String, List<Duration>> chapters,
            Map<String, Instant> listenedAt,
            boolean allowTwins) {
        Map<Asin, List<ShelfItem>> shelf = new TreeMap<>();
        for (ShelfItem item : items) {
            if (item.asin().isPresent() && !item.runtime().isZero()) {
                shelf.computeIfAbsent(item.asin().get(), asin -> new ArrayList<>()).add(item);
            }
        }
        Map<BookKey, Pair> pairs = new LinkedHashMap<>();
        for (AudibleTitle title : titles) {
            List<ShelfItem> twins = shelf.getOrDefault(title.asin(), List.of());
            if (twins.isEmpty()) {
                continue;
            }
            Optional<AudibleAudio> exact = Optional.ofNullable(audio.get(title.asin()));
            Duration runtime = exact.flatMap(AudibleAudio::runtime).orElse(title.runtime());
            List<ShelfItem> best = best(twins, runtime, allowTwins ? Map.of() : listenedAt);
            ShelfItem proper = Collections.min(best, Comparator.comparing(ShelfItem::id));
            boolean tie = best.size() > 1 && !allowTwins;
            for (ShelfItem item : allowTwins ? twins : List.of(proper)) {
                BookKey key =
                        item.equals(proper)
                                ? BookKey.of(title.asin())
                                : new BookKey(title.asin(), item.id());
                List<Duration> starts = chapters.getOrDefault(item.id(), List.of());
                pairs.put(
                        key,
                        new Pair(
                                key,
                                title.title(),
                                item.id(),
                                runtime,
                                item.runtime(),
                                item.finishesFrom(),
                                AlignmentFinder.find(title.runtime(), exact, item.runtime(), starts)
                                        .orElseGet(Alignment.None::new),
                                tie));
            }
        }
        return pairs;
    }

    /** The items that share the ASIN of a title with another item: which of them counts may change with each listening. */
    public static Set<String> rivals(Collection<AudibleTitle> titles, Collection<ShelfItem> items) {
        Set<Asin> known = titles.stream().map(AudibleTitle::asin).collect(Collectors.toSet());
        Map<Asin, List<ShelfItem>> shelf =
                items.stream()
                        .filter(item -> item.asin().filter(known::contains).isPresent())
                        .collect(Collectors.groupingBy(item -> item.asin().orElseThrow()));
        return shelf.values().stream()
                .filter(twins -> twins.size() > 1)
                .flatMap(List::stream)
                .map(ShelfItem::id)
                .collect(Collectors.toSet());
    }

    /** Rule 39: the one not missing; then the nearest runtime; then the one listened to last. Several when still equal. */
    private static List<ShelfItem> best(
            List<ShelfItem> twins, Duration runtime, Map<String, Instant> listenedAt) {
        List<ShelfItem> there = twins.stream().filter(item -> !item.missing()).toList();
        List<ShelfItem> able = there.isEmpty() ? twins : there;
        Duration nearest =
                able.stream()
                        .map(item -> off(item, runtime))
                        .min(Duration::compareTo)
                        .orElseThrow();
        List<ShelfItem> near =
                able.stream()
                        .filter(
                                item ->
                                        off(item, runtime).minus(nearest).compareTo(SAME_RUNTIME)
                                                <= 0)
                        .toList();
        Instant latest =
                near.stream()
                        .map(item -> listenedAt.getOrDefault(item.id(), Instant.MIN))
                        .max(Instant::compareTo)
                        .orElseThrow();
        return near.stream()
                .filter(item -> listenedAt.getOrDefault(item.id(), Instant.MIN).equals(latest))
                .toList();
    }

    private static Duration off(ShelfItem item, Duration runtime) {
        return item.runtime().minus(runtime).abs();
    }
}
