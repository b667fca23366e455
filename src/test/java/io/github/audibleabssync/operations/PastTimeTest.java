package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

/** Times as people write them; it is noon in Berlin, which is an hour ahead of UTC in winter. */
class PastTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2h, 2026-11-22T09:00:00Z",
        "30m, 2026-11-22T10:30:00Z",
        "90s, 2026-11-22T10:58:30Z",
        "3d, 2026-11-19T11:00:00Z",
        "11:30, 2026-11-22T10:30:00Z",
        "22:15, 2026-11-21T21:15:00Z",
        "22:15:30, 2026-11-21T21:15:30Z",
        "2026-11-20T08:00, 2026-11-20T07:00:00Z",
        "2026-11-20 08:00:01, 2026-11-20T07:00:01Z",
        "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
        "2026-11-20T08:00:00+02:00, 2026-11-20T06:00:00Z",
        "2026-07-01T08:00, 2026-07-01T06:00:00Z"
    })
    void eachFormIsUnderstood(String text, Instant time) {
        assertThat(PastTime.parse(" " + text, NOON, BERLIN)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "", "2 weeks", "25:00", "2026-11-31T10:00", "-2h", "2h ago"})
    void anythingElseIsExplained(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastTime.parse(text, NOON, BERLIN))
                .withMessageContainingAll("'" + text + "' is no time", "22:15", "2h or 30m ago");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T11:00:01Z", "2026-11-22 12:01", "2027-01-01T00:00"})
    void theFutureIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastTime.parse(text, NOON, BERLIN))
                .withMessageContaining("lies in the future");
    }
}
