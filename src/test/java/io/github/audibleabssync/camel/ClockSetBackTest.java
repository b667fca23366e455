package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Times in the state that lie in the future: our clock was set back, or a device has a wrong one. */
class ClockSetBackTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration AHEAD = Duration.ofDays(400);

    @TempDir Path folder;

    @Test
    void aFinishedFlagWithATimeInTheFutureDoesNotHideTheNextOnes() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook wrong = rig.bookAt(START);
            PracticeBook right = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.prepareFinished(wrong.asin(), true, rig.clock.instant().plus(AHEAD));
            rig.clock.step(Duration.ofMinutes(15));
            rig.nextCycle();
            rig.listener.finishOnPhone(right.asin());
            rig.clock.step(Duration.ofMinutes(15));

            rig.cycleUntil(() -> rig.listener.finishedOnAudiobookshelf(right.itemId()));

            assertThat(rig.listener.finishedOnAudiobookshelf(wrong.itemId())).isTrue();
        }
    }

    @Test
    void aBookThatComesAfterOurClockWasSetBackIsFound() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.clock.step(AHEAD);
            rig.start().nextCycle();
            rig.clock.step(AHEAD.negated());
            PracticeBook late = rig.bookAt(START);

            rig.nextCycle();

            assertThat(rig.bean("books", Books.class).find(Rig.key(late))).isPresent();
        }
    }

    @Test
    void aBookThatWasPutOffBeforeOurClockWasSetBackIsAskedAgain() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.clock.step(AHEAD);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().always(on("PUT", "/1.0/lastpositions"), Fault.status(500));
            rig.nextCycle();
            assertThat(rig.state(book).putOff()).isPresent();
            rig.audible.faults().clear();

            rig.clock.step(AHEAD.negated());
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);

            rig.cycleUntil(() -> rig.onAudible(book).equals(START.plus(HEARD).plus(HEARD)));
        }
    }

    @Test
    void aBookThatWasWrittenBeforeOurClockWasSetBackIsWrittenAgain() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.clock.step(AHEAD);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.cycleUntil(() -> rig.onAudible(book).equals(START.plus(HEARD)));

            rig.clock.step(AHEAD.negated());
            rig.nextCycles(2);
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);

            rig.cycleUntil(() -> rig.onAudible(book).equals(START.plus(HEARD).plus(HEARD)));
        }
    }

    @Test
    void aWriteThatWasUnderWayWhenOurClockWasSetBackIsSettled() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.clock.step(AHEAD);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .afterApply(
                            1,
                            on("PUT", "/1.0/lastpositions"),
                            () ->
                                    rig.audible
                                            .faults()
                                            .always(
                                                    on("GET", "/1.0/annotations"),
                                                    Fault.status(500)));
            rig.nextCycle();
            assertThat(rig.store().listOpenClaims()).hasSize(1);
            rig.audible.faults().clear();

            rig.clock.step(AHEAD.negated());
            Cycle cycle = rig.nextCycles(2);

            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(Rig.reason(cycle, book)).isNotEqualTo(Reason.WRITE_PENDING);
        }
    }

    @Test
    void patienceThatWasAskedForBeforeOurClockWasSetBackEnds() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.clock.step(AHEAD);
            rig.start().nextCycle();
            rig.audiobookshelf
                    .faults()
                    .next(1, on("GET", "/"), Fault.tooManyRequests(Duration.ofMinutes(5)));
            rig.audible.faults().next(1, on("GET", "/"), Fault.status(401));
            rig.nextCycle();

            rig.clock.step(AHEAD.negated());

            assertThat(rig.nextCycle().succeeded()).isTrue();
        }
    }
}
