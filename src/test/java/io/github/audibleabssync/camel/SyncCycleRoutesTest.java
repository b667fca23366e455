package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The routes of {@code 10-sync-cycle}: two timers and the one cycle that they run. */
class SyncCycleRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    @Test
    void theTimerRunsACycleRightAfterTheStart() throws Exception {
        try (Rig rig = new Rig(folder).withTimers()) {
            PracticeBook book = rig.bookAt(START);
            rig.start();

            Awaitility.await().until(() -> rig.state(book).agreement().isPresent());
        }
    }

    @Test
    void aTickOfTheTimerEndsWellThoughTheCycleWasGivenUp() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            Steps.byHand(rig, "sync-every-interval");
            AtomicBoolean spoilt = Steps.spoil(rig, "sync-cycle", "each-book");
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clock.step(Rig.INTERVAL);
            spoilt.set(true);

            Exchange given = Steps.run(rig, "tick");

            assertThat(given.getException()).isNull();
            assertThat(Steps.cycle(given).stopped()).isPresent();

            spoilt.set(false);
            Steps.run(rig, "tick");

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aTickOfTheFirstSweepAsksTheBooksThatWereNeverAskedAndAfterThatNobody() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", "1").with("AUDIBLE_BATCH_SIZE", "1");
            rig.bookAt(START);
            PracticeBook last = rig.bookAt(START);
            rig.start().nextCycle();
            Steps.byHand(rig, "sync-first-sweep");
            assertThat(rig.state(last).askedAt()).isEmpty();

            Steps.run(rig, "tick");

            assertThat(rig.state(last).askedAt()).isPresent();

            rig.clearLogs();
            Steps.run(rig, "tick");

            assertThat(rig.requests()).isZero();
        }
    }

    @Test
    void aTickOfTheFirstSweepThatFailedIsMadeUpForByTheNextCycles() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", "1").with("AUDIBLE_BATCH_SIZE", "1");
            rig.bookAt(START);
            PracticeBook last = rig.bookAt(START);
            rig.start().nextCycle();
            Steps.byHand(rig, "sync-first-sweep");
            rig.audible.faults().always(on("GET", "/1.0/annotations"), Fault.status(404));

            Steps.run(rig, "tick");

            assertThat(rig.state(last).agreement()).isEmpty();

            rig.audible.faults().clear();
            rig.nextCycles(2);

            assertThat(rig.state(last).agreement()).isPresent();
        }
    }

    @Test
    void aCycleCarriesAMoveOverAndTheNextOneHasNothingToDo() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            assertThat(rig.nextCycle().writes()).isEqualTo(1);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);

            Cycle idle = rig.nextCycle();

            assertThat(idle.succeeded()).isTrue();
            assertThat(idle.intents()).isEmpty();
        }
    }

    @Test
    void withoutASessionNeitherSideIsAsked() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.session("{}").start();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).isPresent();
            assertThat(rig.requests()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sync-cycle, each-book",
        "sync-cycle, plan-the-writes",
        "sync-cycle, each-write",
    })
    void aStepThatFailsUnexpectedlyGivesTheCycleUpAndTheNextOneDoesIt(String route, String step)
            throws Exception {
        Steps.assertGivenUp(folder, route, step);
    }
}
