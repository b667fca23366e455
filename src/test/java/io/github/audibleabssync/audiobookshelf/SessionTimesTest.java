package io.github.audibleabssync.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Optional;

class SessionTimesTest {

    @ParameterizedTest(name = "entry {0}, source {1}, re-read {2} -> {3}")
    @CsvSource({
        // entry updated, source's time, re-read, written
        "1000, 5000, 9000, 5000",
        "1000, 7500, 9000, 7000",
        "1000, 9500, 9000, 7000",
        "6000, 5000, 9000, 6001",
        "5000, 5000, 9000, 5001",
        "4999, 5000, 9000, 5000",
        "9000, 9500, 9000, 9001",
        "9500, 5000, 9000, 9501",
        ", 5000, 9000, 5000",
        ", 9500, 9000, 7000",
        "1000, , 9000, 7000",
        ", , 9000, 7000"
    })
    void aPlaceIsDatedByItsSourceAfterTheEntryAndSurelyBeforeTheReread(
            Long entry, Long source, long reread, long written) {
        assertThat(
                        SessionTimes.updatedAt(
                                instant(entry), instant(source), Instant.ofEpochMilli(reread)))
                .isEqualTo(Instant.ofEpochMilli(written));
    }

    @Test
    void microsecondsDoNotReachTheServer() {
        Instant reread = Instant.ofEpochMilli(9000).plusNanos(999_999);

        assertThat(SessionTimes.updatedAt(Optional.empty(), Optional.empty(), reread))
                .isEqualTo(Instant.ofEpochMilli(7000));
    }

    @ParameterizedTest
    @CsvSource({"10000, false", "11000, false", "11001, true", ", false"})
    void anEntryMoreThanTwoSecondsAheadIsAhead(Long entry, boolean ahead) {
        assertThat(SessionTimes.isAhead(instant(entry), Instant.ofEpochMilli(9000)))
                .isEqualTo(ahead);
    }

    private static Optional<Instant> instant(Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }
}
