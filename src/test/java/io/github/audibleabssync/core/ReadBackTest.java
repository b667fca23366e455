package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.at;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a reading after a write is judged: contract §5 and rule 35. All writes go from 5:00:00 to 5:10:00, at noon. */
class ReadBackTest {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @ParameterizedTest(name = "{0} at {1}, dated {2} s after the write, read {3} s after it: {4}")
    @CsvSource({
        "AUDIOBOOKSHELF, 5:10:00,  0,  0, CONFIRMED",
        "AUDIOBOOKSHELF, 5:10:05,  0,  0, CONFIRMED",
        "AUDIOBOOKSHELF, 5:10:06,  0,  0, OVERTAKEN",
        "AUDIOBOOKSHELF, 5:10:06, -1,  0, NOT_WRITTEN",
        "AUDIOBOOKSHELF, 5:00:00,  0,  0, NOT_WRITTEN",
        "AUDIOBOOKSHELF, 5:00:05,  9,  9, NOT_WRITTEN",
        "AUDIOBOOKSHELF, 1:00:00,  1,  1, OVERTAKEN",
        "AUDIBLE,        5:10:00,  0,  2, NOT_YET",
        "AUDIBLE,        5:10:00,  0,  3, CONFIRMED",
        "AUDIBLE,        5:00:00, -9,  3, NOT_YET",
        "AUDIBLE,        5:00:00, -9,  9, NOT_YET",
        "AUDIBLE,        5:00:00, -9, 10, NOT_WRITTEN",
        "AUDIBLE,        7:00:00,  2,  3, OVERTAKEN",
        "AUDIBLE,        7:00:00, -2,  3, NOT_YET",
        "AUDIBLE,        7:00:00, -2, 10, NOT_WRITTEN"
    })
    void aPlaceIsJudgedByWhereItIsAndWhenItCameThere(
            Side side, String place, long dated, long readAfter, ReadBack expected) {
        Claim claim = write(side, Optional.of("5:10:00"), Optional.empty(), false);

        assertThat(judge(claim, seen(at(place), false, dated), readAfter)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "finished: {0}, read after {1} s: {2}")
    @CsvSource({
        "true,  2, NOT_YET",
        "true,  3, CONFIRMED",
        "false, 3, NOT_YET",
        "false, 11, NOT_YET",
        "false, 12, NOT_WRITTEN"
    })
    void aFlagOnAudibleHasTenSecondsFromTheAnswer(
            boolean finished, long readAfter, ReadBack expected) {
        Claim claim = write(AUDIBLE, Optional.empty(), Optional.of(true), false);

        assertThat(judge(claim, seen(at("5:00:00"), finished, -9), readAfter)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "at {0}, finished: {1}, read after {2} s: {3}")
    @CsvSource({
        "5:10:00, true,  3, CONFIRMED",
        "5:10:00, false, 3, NOT_YET",
        "5:10:00, false, 11, NOT_YET",
        "5:10:00, false, 12, NOT_WRITTEN",
        "5:00:00, true,  11, NOT_YET",
        "5:00:00, true,  12, NOT_WRITTEN"
    })
    void halfOfAWriteIsNotYetTheWrite(
            String place, boolean finished, long readAfter, ReadBack expected) {
        Claim claim = write(AUDIBLE, Optional.of("5:10:00"), Optional.of(true), false);

        assertThat(judge(claim, seen(at(place), finished, 0), readAfter)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "finished: {0}, read after {1} s: {2}")
    @CsvSource({"true, 3, OVERTAKEN", "false, 3, NOT_YET", "false, 12, NOT_WRITTEN"})
    void aPlaceThatWasOvertakenBeforeItsFlagArrivedDoesNotRecordTheFlag(
            boolean finished, long readAfter, ReadBack expected) {
        Claim claim = write(AUDIBLE, Optional.of("5:10:00"), Optional.of(true), false);

        assertThat(judge(claim, seen(at("7:00:00"), finished, 2), readAfter)).isEqualTo(expected);
    }

    @Test
    void aWriteWithALostAnswerMayStillBeUnderWay() {
        Claim claim = write(AUDIOBOOKSHELF, Optional.of("5:10:00"), Optional.empty(), true);
        Reading old = seen(at("5:00:00"), false, -9);

        assertThat(judge(claim, old, 2)).isEqualTo(ReadBack.NOT_YET);
        assertThat(judge(claim, old, 3)).isEqualTo(ReadBack.NOT_WRITTEN);
        assertThat(judge(claim, seen(at("5:10:00"), false, 0), 3)).isEqualTo(ReadBack.CONFIRMED);
    }

    @Test
    void aWriteThatWasSentBeforeOurClockWasSetBackHadItsTime() {
        Claim claim = write(AUDIBLE, Optional.of("5:10:00"), Optional.empty(), false);
        long yearBefore = -Duration.ofDays(365).toSeconds();

        assertThat(judge(claim, seen(at("5:10:00"), false, 0), yearBefore))
                .isEqualTo(ReadBack.CONFIRMED);
        assertThat(judge(claim, seen(at("5:00:00"), false, -9), yearBefore))
                .isEqualTo(ReadBack.NOT_WRITTEN);
        assertThat(judge(claim, seen(at("5:10:00"), false, 0), -5)).isEqualTo(ReadBack.NOT_YET);
    }

    @Test
    void nothingAndUnknownConfirmNothing() {
        Claim claim = write(AUDIBLE, Optional.of("5:10:00"), Optional.empty(), false);

        assertThat(judge(claim, Reading.unknown(Reading.Why.NO_ANSWER), 60))
                .isEqualTo(ReadBack.NOT_YET);
        assertThat(judge(claim, Reading.nothing(), 5)).isEqualTo(ReadBack.NOT_YET);
        assertThat(judge(claim, Reading.nothing(), 10)).isEqualTo(ReadBack.NOT_WRITTEN);
    }

    @Test
    void aTitleThatWasNeverPlayedHoldsNothingOnceItIsNotFinishedAnyMore() {
        Claim opened = before(Place.START, Optional.of(false));
        Claim finished = write(AUDIBLE, Optional.empty(), Optional.of(true), false);
        Claim played = write(AUDIBLE, Optional.empty(), Optional.of(false), false);
        Claim openedAtAPlace = write(AUDIBLE, Optional.of("5:10:00"), Optional.of(false), false);

        assertThat(judge(opened, Reading.nothing(), 2)).isEqualTo(ReadBack.NOT_YET);
        assertThat(judge(opened, Reading.nothing(), 3)).isEqualTo(ReadBack.CONFIRMED);
        assertThat(judge(finished, Reading.nothing(), 12)).isEqualTo(ReadBack.NOT_WRITTEN);
        assertThat(judge(openedAtAPlace, Reading.nothing(), 12)).isEqualTo(ReadBack.NOT_WRITTEN);
        assertThat(judge(played, Reading.nothing(), 12)).isEqualTo(ReadBack.NOT_WRITTEN);
    }

    @Test
    void theSidesTimeIsComparedByOurClock() {
        Claim claim = write(AUDIOBOOKSHELF, Optional.of("5:10:00"), Optional.empty(), false);
        ServerClock anHourAhead =
                ServerClock.UNSEEN.hear(Optional.of(NOON.plusSeconds(3600)), NOON);
        Reading later = seen(at("7:00:00"), false, 3601);
        Reading earlier = seen(at("7:00:00"), false, 3599);

        assertThat(ReadBack.judge(claim, later, anHourAhead, TOLERANCE, NOON.plusSeconds(5)))
                .isEqualTo(ReadBack.OVERTAKEN);
        assertThat(ReadBack.judge(claim, earlier, anHourAhead, TOLERANCE, NOON.plusSeconds(5)))
                .isEqualTo(ReadBack.NOT_WRITTEN);
    }

    private static ReadBack judge(Claim claim, Reading reading, long readAfter) {
        return ReadBack.judge(
                claim, reading, ServerClock.IN_STEP, TOLERANCE, NOON.plusSeconds(readAfter));
    }

    private static Reading seen(Place place, boolean finished, long dated) {
        return new Reading.At(place, finished, Optional.of(NOON.plusSeconds(dated)));
    }

    private static Claim write(
            Side side, Optional<String> place, Optional<Boolean> finished, boolean answerLost) {
        return claim(side, place, finished, Optional.of(NOON), answerLost);
    }

    private static Claim before(Place place, Optional<Boolean> finished) {
        Claim claim = write(AUDIBLE, Optional.empty(), finished, false);
        return new Claim(
                claim.key(),
                claim.book(),
                claim.side(),
                claim.place(),
                claim.finished(),
                Optional.of(new SideState(place, true, Optional.empty())),
                claim.source(),
                claim.agreement(),
                claim.rule(),
                claim.reason(),
                claim.origin(),
                claim.claimedAt(),
                claim.sentAt(),
                claim.answerLost());
    }

    private static Claim claim(
            Side side,
            Optional<String> place,
            Optional<Boolean> finished,
            Optional<Instant> sentAt,
            boolean answerLost) {
        SideState before = new SideState(Book.at("5:00:00"), false, Optional.empty());
        return new Claim(
                "key",
                BookKey.of(new Asin("B00TEST001")),
                side,
                place.map(Book::at),
                finished,
                Optional.of(before),
                Optional.of(before),
                new Agreement("item", before, before, 0, 2, NOON),
                Rule.R13_AUDIOBOOKSHELF_FORWARD,
                Reason.MOVED,
                Origin.RULE,
                NOON.minusSeconds(1),
                sentAt,
                answerLost);
    }
}
