package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How places translate; all times in seconds. */
class AlignmentTest {

    private static final Alignment OFFSET = new Alignment.Offset(Duration.ofSeconds(3));

    /** The second chapter is twice as long on the shelf, the third half as long. */
    private static final Alignment CHAPTERS =
            new Alignment.Chapters(list(0, 100, 200, 400), list(0, 100, 300, 400));

    @ParameterizedTest(name = "from {0}: {1} -> {2}")
    @CsvSource({
        "AUDIBLE, 0, 0",
        "AUDIBLE, 50, 50",
        "AUDIBLE, 100, 100",
        "AUDIBLE, 150, 200",
        "AUDIBLE, 200, 300",
        "AUDIBLE, 300, 350",
        "AUDIBLE, 400, 400",
        "AUDIBLE, 500, 400",
        "AUDIOBOOKSHELF, 0, 0",
        "AUDIOBOOKSHELF, 200, 150",
        "AUDIOBOOKSHELF, 300, 200",
        "AUDIOBOOKSHELF, 350, 300",
        "AUDIOBOOKSHELF, 999, 400"
    })
    void placesTranslateInsideTheirChapter(Side from, long place, long expected) {
        assertThat(CHAPTERS.translate(from, Place.ofSeconds(place)))
                .isEqualTo(Place.ofSeconds(expected));
    }

    @ParameterizedTest(name = "from {0}: {1} -> {2}")
    @CsvSource({
        "AUDIBLE, 100, 97",
        "AUDIBLE, 3, 0",
        "AUDIBLE, 1, 0",
        "AUDIOBOOKSHELF, 97, 100",
        "AUDIOBOOKSHELF, 0, 3"
    })
    void aPlaceIsLaterOnAudibleByTheIntro(Side from, long place, long expected) {
        assertThat(OFFSET.translate(from, Place.ofSeconds(place)))
                .isEqualTo(Place.ofSeconds(expected));
    }

    @Test
    void aboutEqualAudioHasTheSamePlacesAndAnError() {
        Alignment identity = new Alignment.Identity(Duration.ofSeconds(7));

        assertThat(identity.translate(Side.AUDIBLE, Place.ofSeconds(5)))
                .isEqualTo(Place.ofSeconds(5));
        assertThat(identity.translate(Side.AUDIOBOOKSHELF, Place.ofSeconds(5)))
                .isEqualTo(Place.ofSeconds(5));
        assertThat(identity.error()).isEqualTo(Duration.ofSeconds(7));
        assertThat(OFFSET.error()).isZero();
        assertThat(CHAPTERS.error()).isZero();
    }

    @Test
    void differentEditionsHaveNoCommonPlaces() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Alignment.None().translate(Side.AUDIBLE, Place.START));
    }

    @Test
    void thereAndBackIsTheSamePlaceToAFewMilliseconds() {
        Random random = new Random(20261122);
        for (Alignment alignment :
                List.of(new Alignment.Identity(Duration.ZERO), OFFSET, CHAPTERS)) {
            for (int i = 0; i < 2000; i++) {
                Place place = Place.ofMillis(3_000 + random.nextLong(394_000));
                for (Side from : Side.values()) {
                    Place there = alignment.translate(from, place);
                    Place back = alignment.translate(from.other(), there);

                    assertThat(back.distance(place)).isLessThanOrEqualTo(Duration.ofMillis(2));
                }
            }
        }
    }

    @Test
    void whatIsFurtherStaysFurther() {
        for (Side from : Side.values()) {
            Place last = Place.START;
            for (long second = 0; second <= 400; second++) {
                Place next = CHAPTERS.translate(from, Place.ofSeconds(second));

                assertThat(next).isGreaterThanOrEqualTo(last);
                last = next;
            }
        }
    }

    private static List<Duration> list(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }
}
