package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a side did since the agreement: contract §3. */
class PlaceMoveTest {

    @ParameterizedTest(name = "from {0} to {1}, run from {2}: {3}")
    @CsvSource({
        "5:00:00, 5:00:00,    5:00:00, STILL",
        "5:00:00, 5:00:05,    5:00:00, STILL",
        "5:00:00, 4:59:55,    4:59:55, STILL",
        "5:00:00, 5:00:05.01, 5:00:00, FORWARD",
        "5:00:00, 9:00:00,    9:00:00, FORWARD",
        "5:00:00, 4:59:54.99, 4:59:54, BACK",
        "5:00:00, 4:50:00,    4:50:00, BACK",
        "5:00:00, 4:49:59.99, 4:49:59, JUMP_BACK",
        "5:00:00, 1:00.01,    1:00.01, JUMP_BACK",
        "5:00:00, 1:00,       1:00,    RESET",
        "5:00:00, 0:00,       0:00,    RESET",
        "5:00:00, 6:00,       0:30,    RESET",
        "5:00:00, 4:59:00,    0:30,    RESET",
        "5:00:00, 5:01:00,    0:30,    FORWARD",
        "10:00,   0:30,       0:30,    RESET",
        "9:59.99, 0:30,       0:30,    BACK",
        "0:20,    0:00,       0:00,    BACK",
        "0:03,    0:00,       0:00,    STILL"
    })
    void aMoveIsNamedByTheFirstThatFits(
            String agreed, String now, String runStart, PlaceMove expected) {
        assertThat(PlaceMove.of(at(agreed), at(now), at(runStart), SyncPolicy.DEFAULT))
                .isEqualTo(expected);
    }
}
