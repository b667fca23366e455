package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stage B: the sides never agreed on this book. The first run is where tools destroy data. */
final class FirstSight {

    private static final Place BEGUN = Place.ofSeconds(60);
    private static final Duration CLOSE = Duration.ofMinutes(10);
    private static final Duration FAIRLY_CLOSE = Duration.ofMinutes(30);

    private FirstSight() {}

    static Step decide(Case book) {
        if (book.finished(AUDIBLE) && book.finished(AUDIOBOOKSHELF)) {
            return Step.done(book.agree(Rule.R9_BOTH_FINISHED, Reason.AGREED, 0));
        }
        if (book.finished(AUDIBLE)) {
            return finishedOnOne(book, AUDIBLE);
        }
        if (book.finished(AUDIOBOOKSHELF)) {
            return finishedOnOne(book, AUDIOBOOKSHELF);
        }
        boolean noAudible = book.isNothing(AUDIBLE);
        boolean noAudiobookshelf = book.isNothing(AUDIOBOOKSHELF);
        if (book.isNothingOrStart(AUDIBLE) && isBegun(book, AUDIOBOOKSHELF)) {
            return Step.write(
                    Draft.follow(book, Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF, AUDIOBOOKSHELF));
        }
        if (book.isNothingOrStart(AUDIOBOOKSHELF) && isBegun(book, AUDIBLE)) {
            return isRecent(book, book.sight(AUDIBLE).changedAt())
                    ? Step.write(Draft.follow(book, Rule.R5_FIRST_ONLY_AUDIBLE, AUDIBLE))
                    : Step.leave(Rule.R5_FIRST_ONLY_AUDIBLE, Reason.TOO_OLD_TO_IMPORT);
        }
        if (noAudible || noAudiobookshelf) {
            return Step.leave(Rule.R5_FIRST_ONLY_AUDIBLE, Reason.NOT_STARTED);
        }
        if (book.withinTolerance()) {
            return Step.done(book.agree(Rule.R6_FIRST_SAME_PLACE, Reason.AGREED, 0));
        }
        return bothBegun(book);
    }

    /** Rules 10 and 11. */
    private static Step finishedOnOne(Case book, Side finished) {
        Side other = finished.other();
        if (book.isNothingOrStart(other)) {
            return isRecent(book, book.finishedAt(finished))
                    ? Flags.finish(book, Rule.R10_FIRST_FINISHED, other)
                    : Step.leave(Rule.R10_FIRST_FINISHED, Reason.TOO_OLD_TO_IMPORT);
        }
        return book.finishIsNewer(finished)
                ? Flags.finish(book, Rule.R10_FIRST_FINISHED, other)
                : Step.done(book.agree(Rule.R11_FIRST_RELISTENED, Reason.AGREED, 0));
    }

    /** Rules 7 and 8. */
    private static Step bothBegun(Case book) {
        Optional<Side> newer = book.newer();
        Optional<Side> clear =
                newer.isPresent()
                        ? newer.filter(side -> isClear(book, side))
                        : Optional.of(book.further())
                                .filter(side -> book.gap().compareTo(FAIRLY_CLOSE) <= 0);
        Rule rule = clear.isPresent() ? Rule.R7_FIRST_CLEAR : Rule.R8_FIRST_REWIND;
        return Places.byPolicy(book, rule)
                .orElseGet(
                        () ->
                                clear.or(() -> newer.filter(side -> isListenedOn(book, side)))
                                        .map(side -> Step.write(Draft.follow(book, rule, side)))
                                        .orElseGet(
                                                () -> Step.hold(rule, Reason.FIRST_SIGHT_REWIND)));
    }

    /** Rule 7: the newer is further, or a little behind and not at the very start. */
    private static boolean isClear(Case book, Side newer) {
        return newer == book.further()
                || (book.gap().compareTo(CLOSE) <= 0 && !PlaceMove.isVeryStart(book.place(newer)));
    }

    /** Rule 8: listened on from where it was first seen; standing does not count. */
    private static boolean isListenedOn(Case book, Side newer) {
        boolean fromVeryStart =
                PlaceMove.isVeryStart(book.track(newer).runStart().orElse(Place.START));
        Duration needed = fromVeryStart ? Duration.ofMinutes(5) : Duration.ofMinutes(2);
        return book.listened(newer).compareTo(needed) >= 0;
    }

    private static boolean isBegun(Case book, Side side) {
        return !book.isNothing(side) && book.place(side).compareTo(BEGUN) > 0;
    }

    /** Within the import window; a time that nobody knows is too old. */
    private static boolean isRecent(Case book, Optional<Instant> time) {
        return time.isPresent()
                && Duration.between(time.get(), book.now).compareTo(book.policy.importWindow())
                        <= 0;
    }
}
