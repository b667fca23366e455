package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.camel.ReportedCycles;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** When a problem begins, and when it is over. */
class HealthProblemsTest {

    @TempDir Path folder;

    private final TestClock clock = new TestClock();
    private final CycleHistory history = new CycleHistory();

    @Test
    void threeIntervalsWithoutSuccessAreAProblemCountedFromTheStart() {
        Freshness freshness = new Freshness(history, Duration.ofMinutes(2), clock);

        clock.advance(Duration.ofMinutes(6));
        assertThat(freshness.problem()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(freshness.problem())
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem).contains("361 s", "none did since the start"));

        history.add(CycleSummary.of(ReportedCycles.begun(clock.instant()), false, clock.instant()));
        assertThat(freshness.problem()).isEmpty();
    }

    @Test
    void shortIntervalsGetHalfAMinute() {
        Freshness freshness = new Freshness(history, Duration.ofSeconds(1), clock);

        clock.advance(Duration.ofSeconds(30));
        assertThat(freshness.problem()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(freshness.problem()).isPresent();
    }

    @Test
    void aCycleThatFailedSaysWhyButDoesNotCount() {
        Freshness freshness = new Freshness(history, Duration.ofSeconds(10), clock);
        clock.advance(Duration.ofSeconds(31));

        history.add(
                CycleSummary.of(
                        ReportedCycles.failed(clock.instant(), Side.AUDIBLE, "Audible is away"),
                        false,
                        clock.instant()));

        assertThat(freshness.problem())
                .hasValueSatisfying(problem -> assertThat(problem).endsWith("Audible is away"));
    }

    @Test
    void theStateIsLookedAtOnceInTenSeconds() {
        StateFile state = StateFile.open(folder.resolve("state.db"), clock, "1.2.3");
        StoreProbe probe = new StoreProbe(state.store(), clock);
        assertThat(probe.problem()).isEmpty();

        state.close();

        clock.advance(Duration.ofSeconds(9));
        assertThat(probe.problem()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(probe.problem()).isPresent();
    }
}
