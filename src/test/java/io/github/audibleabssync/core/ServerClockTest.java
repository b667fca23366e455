package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

/** How a server's clock is learnt and corrected: contract §2 and rule 40. */
class ServerClockTest {

    @ParameterizedTest(name = "{0} ms off counts as {1} ms")
    @CsvSource({"0, 0", "1999, 0", "-1999, 0", "2000, 2000", "-2000, -2000", "3600000, 3600000"})
    void anOffsetUnderTwoSecondsIsNone(long measured, long expected) {
        ServerClock clock = heard(ServerClock.UNSEEN, measured);

        assertThat(clock.offset()).isEqualTo(Duration.ofMillis(expected));
        assertThat(clock.trusted()).isTrue();
    }

    @ParameterizedTest(name = "from {0} s to {1} s: trusted {2}")
    @CsvSource({
        "0, 30, true",
        "0, 31, false",
        "0, -30, true",
        "0, -31, false",
        "3600, 3630, true",
        "3600, 0, false"
    })
    void aClockThatWandersIsNotTrusted(long before, long after, boolean trusted) {
        ServerClock clock = heard(heard(ServerClock.UNSEEN, before * 1000), after * 1000);

        assertThat(clock.trusted()).isEqualTo(trusted);
    }

    @Test
    void aLargeSteadyOffsetIsCorrectedAndNotDistrusted() {
        ServerClock clock = heard(heard(ServerClock.UNSEEN, 3_600_000), 3_600_000);

        assertThat(clock.toOurs(NOON)).contains(NOON.minusSeconds(3600));
        assertThat(clock.toTheirs(NOON)).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void aClockThatJumpedIsTrustedAgainOnceItIsSteady() {
        ServerClock jumped = heard(heard(ServerClock.UNSEEN, 0), 3_600_000);

        assertThat(jumped.toOurs(NOON)).isEmpty();
        assertThat(heard(jumped, 3_600_000).toOurs(NOON)).contains(NOON.minusSeconds(3600));
    }

    @Test
    void anAnswerWithoutADateIsNotTrustedAndForgetsNothing() {
        ServerClock dateless = heard(ServerClock.UNSEEN, 60_000).hear(Optional.empty(), NOON);

        assertThat(dateless.trusted()).isFalse();
        assertThat(dateless.toTheirs(NOON)).isEqualTo(NOON.plusSeconds(60));
        assertThat(heard(dateless, 60_000).trusted()).isTrue();
    }

    @Test
    void aJumpIsNoticedAlsoAcrossAnAnswerWithoutADate() {
        ServerClock dateless = heard(ServerClock.UNSEEN, 0).hear(Optional.empty(), NOON);

        assertThat(heard(dateless, 3_600_000).trusted()).isFalse();
    }

    private static ServerClock heard(ServerClock before, long offsetMillis) {
        return before.hear(Optional.of(NOON.plusMillis(offsetMillis)), NOON);
    }
}
