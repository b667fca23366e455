package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** How far into a book a listener is. */
class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0:00",
        "59, 0:59",
        "462, 7:42",
        "3599, 59:59",
        "3600, 1:00:00",
        "11262, 3:07:42"
    })
    void aPlaceReadsAsOnAPlayer(long seconds, String expected) {
        assertThat(Place.ofSeconds(seconds)).hasToString(expected);
    }

    @Test
    void aPlaceIsNeverBeforeTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Place.ofMillis(-1));
        assertThat(Place.ofSeconds(5).shift(Duration.ofSeconds(-6))).isEqualTo(Place.START);
    }

    @Test
    void aPlaceBeyondTheEndIsTheEnd() {
        assertThat(Place.ofSeconds(70).within(Duration.ofMinutes(1)))
                .isEqualTo(Place.ofSeconds(60));
        assertThat(Place.ofSeconds(60).within(Duration.ofMinutes(1)))
                .isEqualTo(Place.ofSeconds(60));
        assertThat(Place.ofSeconds(50).within(Duration.ofMinutes(1)))
                .isEqualTo(Place.ofSeconds(50));
    }

    @Test
    void waysBetweenPlacesKnowTheirDirection() {
        Place early = Place.ofSeconds(10);
        Place late = Place.ofMillis(12_500);

        assertThat(late.minus(early)).isEqualTo(Duration.ofMillis(2500));
        assertThat(early.minus(late)).isEqualTo(Duration.ofMillis(-2500));
        assertThat(early.distance(late)).isEqualTo(Duration.ofMillis(2500));
        assertThat(early).isLessThan(late);
        assertThat(late.toMillis()).isEqualTo(12_500);
    }
}
