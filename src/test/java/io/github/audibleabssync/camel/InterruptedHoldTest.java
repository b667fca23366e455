package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A cycle that could not read a side, in the middle of a hold. */
class InterruptedHoldTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    private static void audibleIsAwayForOneCycle(Rig rig) {
        rig.audible.faults().always(on("GET", "/1.0"), Fault.status(500));
        rig.nextCycle();
        rig.audible.faults().clear();
    }

    @Test
    void aHoldWaitsSinceItsBeginningThoughOneCycleCouldNotReadASide() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.seekOnPhone(book.asin(), new Place(Duration.ofHours(1)));
            rig.nextCycle();
            Instant since = rig.state(book).last().orElseThrow().since();
            assertThat(rig.state(book).last().orElseThrow().reason())
                    .isEqualTo(Reason.REWIND_UNCONFIRMED);

            audibleIsAwayForOneCycle(rig);

            assertThat(rig.state(book).last().orElseThrow().since()).isEqualTo(since);

            rig.nextCycle();

            assertThat(rig.state(book).last().orElseThrow().reason())
                    .isEqualTo(Reason.REWIND_UNCONFIRMED);
            assertThat(rig.state(book).last().orElseThrow().since()).isEqualTo(since);
        }
    }

    @Test
    void whoListensOnDuringAnOutageOfTheOtherSideStillBringsADiscardedPlaceBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.forgetPlace(book.asin());
            Cycle held = rig.nextCycle();
            assertThat(Rig.reason(held, book)).isEqualTo(Reason.PLACE_VANISHED);

            rig.clock.step(Duration.ofMinutes(1));
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            audibleIsAwayForOneCycle(rig);

            rig.cycleUntil(() -> rig.listener.placeOnPhone(book.asin()).isPresent());
            assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD));
        }
    }
}
