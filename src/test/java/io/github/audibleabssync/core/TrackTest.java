package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What tells a listener from a slip of the thumb: contract §3. Times are seconds after noon. */
class TrackTest {

    @ParameterizedTest(name = "from {0} to {1} within {2} s: goes on {3}")
    @CsvSource({
        "3:00:00, 3:01:00, 60, true",
        "3:00:00, 3:03:30, 60, true",
        "3:00:00, 3:03:30.001, 60, false",
        "3:00:00, 3:00:01, 3600, true",
        "3:00:00, 2:59:59, 60, false"
    })
    void aRunHasNoStepThatNoPlayerMakes(String from, String to, long seconds, boolean goesOn) {
        Track track = seen(seen(Track.EMPTY, from, 0), to, seconds);

        assertThat(track.runStart()).contains(goesOn ? at(from) : at(to));
        assertThat(track.runReadings()).isEqualTo(goesOn ? 2 : 1);
        assertThat(track.run()).isEqualTo(goesOn ? at(to).minus(at(from)) : Duration.ZERO);
    }

    /** The run began anew beyond the first minute: a reset that was being confirmed became a jump back. */
    @ParameterizedTest(name = "from 3:00:00 to {0}, looked at 60 s later: goes on {1}")
    @CsvSource({"3:03:30, true", "3:03:31, false", "2:59:59, false"})
    void aRunOutlastsAClockThatIsSetBack(String to, boolean goesOn) {
        Place from = at("3:00:00");
        Reading.At next = new Reading.At(at(to), false, Optional.of(NOON.minusSeconds(601)));

        Track track =
                Track.EMPTY
                        .see(
                                new Reading.At(from, false, Optional.of(NOON)),
                                ServerClock.IN_STEP,
                                NOON)
                        .see(next, ServerClock.IN_STEP, NOON.plusSeconds(60));

        assertThat(track.runReadings()).isEqualTo(goesOn ? 2 : 1);
    }

    @Test
    void aRunNeedsTimesOnBothReadings() {
        Track track =
                Track.EMPTY
                        .see(
                                new Reading.At(at("3:00:00"), false, Optional.empty()),
                                ServerClock.IN_STEP,
                                NOON)
                        .see(
                                new Reading.At(at("3:01:00"), false, Optional.of(NOON)),
                                ServerClock.IN_STEP,
                                NOON);

        assertThat(track.run()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest(name = "{0} s of the book in {1} s, {2} s ago: playing {3}")
    @CsvSource({
        "60, 60, 0, true",
        "60, 60, 89, true",
        "60, 60, 90, false",
        "18, 60, 0, true",
        "17, 60, 0, false",
        "210, 60, 0, true",
        "211, 60, 0, false",
        "-60, 60, 0, false",
        "60, 0, 0, false",
        "60, -60, 0, false"
    })
    void playingIsGettingOnLikeAPlayer(long place, long time, long ago, boolean playing) {
        Track track =
                Track.EMPTY
                        .see(heard(at("3:00:00"), 0), ServerClock.IN_STEP, NOON)
                        .see(
                                heard(at("3:00:00").shift(Duration.ofSeconds(place)), time),
                                ServerClock.IN_STEP,
                                NOON.plusSeconds(time));

        assertThat(track.isPlaying(NOON.plusSeconds(time + ago))).isEqualTo(playing);
    }

    @Test
    void aFirstReadingIsNeverPlaying() {
        assertThat(Track.EMPTY.isPlaying(NOON)).isFalse();
        assertThat(seen(Track.EMPTY, "3:00:00", 0).isPlaying(NOON)).isFalse();
    }

    @Test
    void ourOwnWriteIsNeverPlayingAndBeginsAnew() {
        Track track =
                seen(Track.EMPTY, "3:00:00", 0)
                        .wrote(heard(at("3:01:00"), 60), ServerClock.IN_STEP, NOON.plusSeconds(60));

        assertThat(track.isPlaying(NOON.plusSeconds(60))).isFalse();
        assertThat(track.run()).isEqualTo(Duration.ZERO);
        assertThat(seen(track, "3:01:00", 90).isPlaying(NOON.plusSeconds(90))).isFalse();
        assertThat(seen(track, "3:02:00", 120).isPlaying(NOON.plusSeconds(120))).isTrue();
    }

    @Test
    void aPlayerThatGoesOnAsIfOurWriteHadNotBeenIsPlaying() {
        Track written =
                seen(Track.EMPTY, "3:00:00", 0)
                        .wrote(heard(at("3:20:00"), 5), ServerClock.IN_STEP, NOON.plusSeconds(5))
                        .wrote(heard(at("3:21:00"), 40), ServerClock.IN_STEP, NOON.plusSeconds(40));

        Track overwritten = seen(written, "3:01:00", 60);

        assertThat(overwritten.isPlaying(NOON.plusSeconds(60))).isTrue();
        assertThat(overwritten.run()).isEqualTo(Duration.ZERO);
        assertThat(seen(written, "3:10:00", 60).isPlaying(NOON.plusSeconds(60))).isFalse();
        assertThat(seen(written, "3:00:00", 60).isPlaying(NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void theTimeIsThatOfTheFirstReadingOfAPlace() {
        Track track = seen(seen(Track.EMPTY, "3:00:00", 0), "3:00:00", 60);

        assertThat(track.standingSince()).contains(NOON);
        assertThat(track.latest().orElseThrow().ownTime()).contains(NOON.plusSeconds(60));
        assertThat(track.latest().orElseThrow().readings()).isEqualTo(2);
    }

    @ParameterizedTest(name = "dated {0} s later: echo {1}")
    @CsvSource({"-1, true", "0, true", "1, false"})
    void aPlaceThatChangedWithoutItsTimeIsAnEcho(long later, boolean echo) {
        Track track = seen(seen(Track.EMPTY, "3:00:00", 0), "3:30:00", later);

        assertThat(track.latest().orElseThrow().echo()).isEqualTo(echo);
        assertThat(track.standingSince().isPresent()).isEqualTo(!echo);
        assertThat(seen(track, "3:30:00", later).standingSince().isPresent()).isEqualTo(!echo);
    }

    @Test
    void aTimeThatCameToLieInTheFutureWhenOurClockWasSetBackIsCorrectedAnew() {
        Track before = seen(Track.EMPTY, "3:00:00", 0);
        Instant dayBefore = NOON.minusSeconds(86_400);
        ServerClock aDayAhead = ServerClock.UNSEEN.hear(Optional.of(NOON), dayBefore);

        Track after = before.see(heard(at("3:00:00"), 0), aDayAhead, dayBefore);

        assertThat(after.standingSince()).contains(dayBefore);
    }

    @Test
    void timesAreCorrectedByTheServersClockAndComparedUncorrectedWithTheirOwn() {
        ServerClock ahead = ServerClock.UNSEEN.hear(Optional.of(NOON.plusSeconds(60)), NOON);
        Track track = Track.EMPTY.see(heard(at("3:00:00"), 60), ahead, NOON);

        assertThat(track.standingSince()).contains(NOON);
        assertThat(seen(track, "3:00:10", 61).latest().orElseThrow().echo()).isFalse();
    }

    @Test
    void theFlagHasATimeOfItsOwn() {
        Instant flagged = NOON.plusSeconds(30);
        Track track =
                seen(Track.EMPTY, "3:00:00", 0)
                        .see(
                                new Reading.At(
                                        at("3:00:00"),
                                        true,
                                        Optional.of(NOON),
                                        Optional.of(flagged)),
                                ServerClock.IN_STEP,
                                NOON.plusSeconds(60));

        assertThat(track.latest().orElseThrow().flagChangedAt()).contains(flagged);
        assertThat(track.standingSince()).contains(NOON);
    }

    private static Track seen(Track track, String place, long seconds) {
        return track.see(heard(at(place), seconds), ServerClock.IN_STEP, NOON.plusSeconds(seconds));
    }

    private static Reading.At heard(Place place, long seconds) {
        return new Reading.At(place, false, Optional.of(NOON.plusSeconds(seconds)));
    }
}
