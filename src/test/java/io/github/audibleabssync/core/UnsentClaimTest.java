package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A claim that was taken, and then the process ended before anything left. */
class UnsentClaimTest {

    private static final Instant CLAIMED = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPlaceThatTheListenerReachedSinceIsNotTakenForAnOvertakenWrite(Side side) {
        assertThat(judge(side, Place.ofSeconds(3_900), Duration.ofSeconds(60)))
                .isEqualTo(ReadBack.NOT_WRITTEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 60})
    void theClaimIsGivenBackWithoutAWait(int seconds) {
        assertThat(judge(Side.AUDIBLE, Place.ofSeconds(3_600), Duration.ofSeconds(seconds)))
                .isEqualTo(ReadBack.NOT_WRITTEN);
    }

    private static ReadBack judge(Side side, Place shown, Duration later) {
        SideState before = new SideState(Place.ofSeconds(3_600), false, Optional.empty());
        SideState wanted = new SideState(Place.ofSeconds(7_200), false, Optional.empty());
        Claim claim =
                new Claim(
                        "key",
                        BookKey.of(new Asin("B0PRACT001")),
                        side,
                        Optional.of(wanted.place()),
                        Optional.empty(),
                        Optional.of(before),
                        Optional.of(wanted),
                        new Agreement("item", wanted, wanted, 0, 2, CLAIMED),
                        Rule.R13_AUDIOBOOKSHELF_FORWARD,
                        Reason.MOVED,
                        Origin.RULE,
                        CLAIMED,
                        Optional.empty(),
                        false);
        Instant now = CLAIMED.plus(later);
        return ReadBack.judge(
                claim,
                new Reading.At(shown, false, Optional.of(now)),
                ServerClock.IN_STEP,
                Duration.ofSeconds(5),
                now);
    }
}
