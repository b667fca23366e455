package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** The routes of {@code 60-remember}: what goes into the state, and what leaves it in time. */
class RememberRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    @Test
    void whatWasSeenAndAgreedIsRememberedBeforeAnythingIsWritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook agreed = rig.bookAt(START);
            PracticeBook moved = rig.bookAt(START);
            rig.place(moved, THERE, START);
            rig.start();
            Steps.spoil(rig, "sync-cycle", "each-write").set(true);

            rig.nextCycle();

            assertThat(rig.agreement(agreed).audible().place().fromStart()).isEqualTo(START);
            assertThat(rig.state(moved).askedAt()).isPresent();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
        }
    }

    @Test
    void aCycleWithoutABookLeavesTheStateAsItIs() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            var before = rig.store().listBooks();

            Steps.run(rig, "remember-cycle");
            Steps.run(rig, "remember-outcomes");

            assertThat(rig.store().listBooks()).isEqualTo(before).containsKey(Rig.key(book));
        }
    }

    @Test
    void anOutcomeThatDiffersFromWhatWasDecidedIsRemembered() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("SYNC_COOLDOWN_SECONDS", "60");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.state(book).last().orElseThrow().reason())
                    .isEqualTo(Reason.COOLING_DOWN);
        }
    }

    @Test
    void theJournalForgetsWritesOnceTheyAreOlderThanItsRetention() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("JOURNAL_RETENTION_DAYS", "30");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();

            rig.clock.step(Duration.ofDays(29));
            rig.cycle();

            assertThat(rig.journal(book)).isEqualTo(1);

            rig.clock.step(Duration.ofDays(2));
            rig.cycle();

            assertThat(rig.journal(book)).isZero();
            assertThat(rig.agreement(book).audiobookshelf().place().fromStart()).isEqualTo(THERE);
        }
    }

    @Test
    void aDryRunForgetsNoWriteHoweverOld() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("JOURNAL_RETENTION_DAYS", "30");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            rig.with("DRY_RUN", "true").restart();

            rig.clock.step(Duration.ofDays(60));
            rig.nextCycles(2);

            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aStepThatFailsUnexpectedlyGivesTheCycleUpAndTheNextOneDoesIt() throws Exception {
        Steps.assertGivenUp(folder, "remember-cycle", "remember-what-was-seen");
    }
}
