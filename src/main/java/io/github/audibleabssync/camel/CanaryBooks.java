package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Alignment;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Side;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which books a {@link Canary} may be tried on: where nothing can be lost, and nobody is disturbed. */
final class CanaryBooks {

    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofSeconds(90);
    private static final int SUGGESTIONS = 3;

    private final Books books;
    private final Duration tolerance;

    CanaryBooks(Books books, Duration tolerance) {
        this.books = books;
        this.tolerance = tolerance;
    }

    /** What the state alone tells against a book. */
    Optional<Canary.Unfit> unfit(Pair pair) {
        if (pair.ambiguous()) {
            return Optional.of(Canary.Unfit.SEVERAL);
        }
        if (pair.alignment() instanceof Alignment.None) {
            return Optional.of(Canary.Unfit.EDITION);
        }
        BookState state = books.state(pair.key());
        return state.agreement().filter(agreed -> agreed.itemId().equals(pair.itemId())).isPresent()
                ? Optional.empty()
                : Optional.of(Canary.Unfit.NO_AGREEMENT);
    }

    /** What the readings tell against it. */
    Optional<Canary.Unfit> unfit(Pair pair, Reading audible, Reading audiobookshelf) {
        if (audible instanceof Reading.Unknown || audiobookshelf instanceof Reading.Unknown) {
            return Optional.of(Canary.Unfit.UNREADABLE);
        }
        if (!(audible instanceof Reading.At onAudible)
                || !(audiobookshelf instanceof Reading.At onShelf)) {
            return Optional.of(Canary.Unfit.NO_PLACE);
        }
        if (onAudible.finished() || onShelf.finished()) {
            return Optional.of(Canary.Unfit.FINISHED);
        }
        if (isBeginning(onAudible.place()) || isBeginning(onShelf.place())) {
            return Optional.of(Canary.Unfit.AT_START);
        }
        if (isEnd(pair, onAudible.place(), onShelf.place())) {
            return Optional.of(Canary.Unfit.AT_END);
        }
        Place translated = pair.alignment().translate(Side.AUDIBLE, onAudible.place());
        return translated
                                .distance(onShelf.place())
                                .compareTo(tolerance.plus(pair.alignment().error()))
                        > 0
                ? Optional.of(Canary.Unfit.APART)
                : Optional.empty();
    }

    private static boolean isBeginning(Place place) {
        return place.fromStart().compareTo(BEGINNING) < 0;
    }

    private static boolean isEnd(Pair pair, Place onAudible, Place onShelf) {
        return pair.inEndZone(Side.AUDIBLE, onAudible)
                || pair.inEndZone(Side.AUDIOBOOKSHELF, onShelf)
                || onShelf.shift(Canary.STEP.multipliedBy(2)).compareTo(pair.finishesFrom()) >= 0;
    }

    /** Whether somebody may be listening: it moved between two looks, or a moment ago. */
    static boolean isMoving(Reading.At before, Reading.At now, Instant serverTime) {
        return !before.place().equals(now.place())
                || !before.time().equals(now.time())
                || now.time().filter(time -> time.isAfter(serverTime.minus(QUIET))).isPresent();
    }

    /** Books that would probably do, the ones listened to last first. */
    List<Pair> suggest() {
        return books.pairs().stream()
                .filter(pair -> unfit(pair).isEmpty())
                .filter(
                        pair ->
                                books.state(pair.key())
                                        .agreement()
                                        .filter(agreed -> !agreed.anyFinished())
                                        .filter(
                                                agreed ->
                                                        !isBeginning(agreed.audible().place())
                                                                && !isBeginning(
                                                                        agreed.audiobookshelf()
                                                                                .place())
                                                                && !isEnd(
                                                                        pair,
                                                                        agreed.audible().place(),
                                                                        agreed.audiobookshelf()
                                                                                .place()))
                                        .isPresent())
                .sorted(
                        Comparator.comparing(
                                        (Pair pair) ->
                                                books.state(pair.key())
                                                        .movedAt()
                                                        .orElse(Instant.MIN))
                                .reversed())
                .limit(SUGGESTIONS)
                .toList();
    }
}
