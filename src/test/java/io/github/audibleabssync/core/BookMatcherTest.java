package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which books both sides know, and rule 39 where several items share an ASIN. */
class BookMatcherTest {

    private static final Asin ASIN = new Asin("B00TEST001");
    private static final AudibleTitle TITLE =
            new AudibleTitle(
                    ASIN, "A Book", Duration.ofHours(10), Optional.empty(), Optional.empty());

    @Test
    void aBookIsPairedByItsAsin() {
        Map<BookKey, Pair> pairs = pair(false, Map.of(), item("one", 0));

        assertThat(pairs).containsOnlyKeys(BookKey.of(ASIN));
        assertThat(proper(pairs).itemId()).isEqualTo("one");
    }

    @Test
    void booksThatOnlyOneSideKnowsAreNoPairs() {
        ShelfItem without =
                new ShelfItem(
                        "one",
                        "library",
                        Optional.empty(),
                        "A Book",
                        Duration.ofHours(10),
                        false,
                        Place.START);
        ShelfItem ebook = item("two", -36000);
        ShelfItem other =
                new ShelfItem(
                        "three",
                        "library",
                        Optional.of(new Asin("B00TEST002")),
                        "B",
                        Duration.ofHours(1),
                        false,
                        Place.START);

        assertThat(pair(false, Map.of(), without, ebook, other)).isEmpty();
    }

    @Test
    void rule39TheOneThatIsNotMissingCounts() {
        assertThat(chosen(Map.of("gone", NOON), missing("gone", 0), item("there", 300)))
                .isEqualTo("there");
        assertThat(chosen(Map.of(), missing("gone", 0), missing("gone too", 300)))
                .isEqualTo("gone");
    }

    @Test
    void rule39ThenTheNearestRuntimeCounts() {
        assertThat(chosen(Map.of("far", NOON), item("far", 31), item("near", 0))).isEqualTo("near");
    }

    @Test
    void rule39ThirtySecondsApartAreEqualAndTheOneListenedToLastCounts() {
        assertThat(
                        chosen(
                                Map.of("far", NOON, "near", NOON.minusSeconds(1)),
                                item("near", 0),
                                item("far", 30)))
                .isEqualTo("far");
    }

    @Test
    void rule39WhatIsStillEqualIsHeld() {
        Map<BookKey, Pair> pairs = pair(false, Map.of(), item("one", 0), item("two", 0));

        assertThat(pairs).hasSize(1);
        assertThat(proper(pairs).ambiguous()).isTrue();
        assertThat(pair(false, Map.of("two", NOON), item("one", 0), item("two", 0)).values())
                .noneMatch(Pair::ambiguous);
    }

    @Test
    void twinsThatAreAllowedAreAllPaired() {
        Map<BookKey, Pair> pairs = pair(true, Map.of(), item("one", 0), item("two", 0));

        assertThat(pairs).containsOnlyKeys(BookKey.of(ASIN), new BookKey(ASIN, "two"));
        assertThat(pairs.values()).noneMatch(Pair::ambiguous);
    }

    @Test
    void twinsThatAreAllowedKeepTheirNamesWhicheverWasListenedToLast() {
        Map<BookKey, Pair> before = pair(true, Map.of("one", NOON), item("one", 0), item("two", 0));
        Map<BookKey, Pair> after = pair(true, Map.of("two", NOON), item("two", 0), item("one", 0));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void differentEditionsArePairedAndSayThatTheyDoNotFit() {
        Map<BookKey, Pair> pairs = pair(false, Map.of(), item("one", 3600));

        assertThat(proper(pairs).alignment()).isEqualTo(new Alignment.None());
    }

    @Test
    void rule39RivalsAreTheItemsThatShareTheAsinOfATitle() {
        Asin other = new Asin("B00TEST002");
        ShelfItem alone = other("alone", Optional.of(other));
        ShelfItem without = other("without", Optional.empty());
        List<ShelfItem> unknownTwins =
                List.of(
                        other("stranger", Optional.of(new Asin("B00TEST003"))),
                        other("stranger too", Optional.of(new Asin("B00TEST003"))));
        List<ShelfItem> items = new ArrayList<>(unknownTwins);
        items.addAll(List.of(item("one", 0), item("two", 90), alone, without));

        assertThat(BookMatcher.rivals(List.of(TITLE, title(other)), items))
                .containsExactlyInAnyOrder("one", "two");
    }

    private static AudibleTitle title(Asin asin) {
        return new AudibleTitle(
                asin, "Another", Duration.ofHours(1), Optional.empty(), Optional.empty());
    }

    private static ShelfItem other(String id, Optional<Asin> asin) {
        Duration runtime = Duration.ofHours(1);
        return new ShelfItem(id, "library", asin, "B", runtime, false, new Place(runtime));
    }

    private static Pair proper(Map<BookKey, Pair> pairs) {
        return Optional.ofNullable(pairs.get(BookKey.of(ASIN))).orElseThrow();
    }

    private static String chosen(Map<String, Instant> listenedAt, ShelfItem... items) {
        Collection<Pair> pairs = pair(false, listenedAt, items).values();
        assertThat(pairs).hasSize(1);
        return pairs.iterator().next().itemId();
    }

    private static Map<BookKey, Pair> pair(
            boolean twins, Map<String, Instant> listenedAt, ShelfItem... items) {
        return BookMatcher.pair(
                List.of(TITLE), List.of(items), Map.of(), Map.of(), listenedAt, twins);
    }

    private static ShelfItem item(String id, long longerBySeconds) {
        return item(id, longerBySeconds, false);
    }

    private static ShelfItem missing(String id, long longerBySeconds) {
        return item(id, longerBySeconds, true);
    }

    private static ShelfItem item(String id, long longerBySeconds, boolean missing) {
        Duration runtime = Duration.ofHours(10).plusSeconds(longerBySeconds);
        return new ShelfItem(
                id, "library", Optional.of(ASIN), "A Book", runtime, missing, new Place(runtime));
    }
}
