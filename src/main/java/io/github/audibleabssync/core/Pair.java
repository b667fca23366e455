package io.github.audibleabssync.core;

import java.time.Duration;

/**
 * A book that both sides know: an active title of the Audible library and an Audiobookshelf item with its ASIN.
 *
 * @param key under which it is remembered
 * @param title for people
 * @param itemId the Audiobookshelf item
 * @param audibleRuntime whole minutes until Audible's content metadata were read, exact then
 * @param audiobookshelfRuntime exact
 * @param finishesFrom the place from which the library's own setting finishes the book on Audiobookshelf
 * @param alignment how places translate
 * @param ambiguous several items share the ASIN and none stands out (rule 39)
 */
public record Pair(
        BookKey key,
        String title,
        String itemId,
        Duration audibleRuntime,
        Duration audiobookshelfRuntime,
        Place finishesFrom,
        Alignment alignment,
        boolean ambiguous) {

    private static final Duration END_ZONE = Duration.ofMinutes(10);
    private static final Duration BESIDE = Duration.ofSeconds(1);

    /** The length of one side's audio. */
    public Duration runtime(Side side) {
        return side == Side.AUDIBLE ? audibleRuntime : audiobookshelfRuntime;
    }

    /** The last place at which Audiobookshelf leaves a book open: a second before it finishes it by itself. */
    Place latestOpen() {
        return finishesFrom.shift(BESIDE.negated());
    }

    /** The same book with another alignment. */
    Pair aligned(Alignment other) {
        return new Pair(
                key,
                title,
                itemId,
                audibleRuntime,
                audiobookshelfRuntime,
                finishesFrom,
                other,
                ambiguous);
    }

    /** Whether a place lies in a side's end zone: the last 600 s, but at most the last 5 % (contract §1). */
    public boolean inEndZone(Side side, Place place) {
        Duration runtime = runtime(side);
        Duration share = runtime.dividedBy(20);
        Duration zone = share.compareTo(END_ZONE) < 0 ? share : END_ZONE;
        return place.fromStart().compareTo(runtime.minus(zone)) >= 0;
    }
}
