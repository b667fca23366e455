package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Stages C and D of the contract in the running daemon: one side moved, or both did, since they agreed. */
class MoveRulesTest {

    private static final Duration START = Duration.ofHours(5);

    @TempDir Path folder;
    private Rig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new Rig(folder);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    @Covers(Rule.R15_BACK_A_LITTLE)
    void aStepBackFollowsWhenItIsSeenTwice() throws Exception {
        PracticeBook book = agreed();
        phone(book, START.minusMinutes(3));

        assertThat(Rig.reason(rig.nextCycle(), book)).isEqualTo(Reason.BACK_UNCONFIRMED);
        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        rig.nextCycle();

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.minusMinutes(3));
    }

    @Test
    @Covers(Rule.R16_JUMP_BACK)
    void aJumpBackFollowsOnceItHasStoodForAQuarterOfAnHour() throws Exception {
        PracticeBook book = agreed();
        player(book, START.minusHours(2));

        Cycle cycle = rig.nextCycles(7);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.REWIND_UNCONFIRMED);
        assertThat(rig.writesToAudible()).isEmpty();
        rig.nextCycles(2);

        assertThat(rig.onAudible(book)).isEqualTo(START.minusHours(2));
    }

    @Test
    @Covers(Rule.R17_STALE_ECHO)
    void anOldTimeWithAnotherPlaceIsLookedAtOnceMore() throws Exception {
        PracticeBook book = agreed();
        rig.audiobookshelf.prepare(
                book.itemId(),
                new Place(START.plusMinutes(20)),
                rig.clock.instant().minus(Rig.LONG_AGO).minus(Duration.ofDays(1)));

        assertThat(Rig.reason(rig.nextCycle(), book)).isEqualTo(Reason.STALE_ECHO);
        assertThat(rig.writesToAudible()).isEmpty();
        rig.nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(20));
    }

    @Test
    @Covers(Rule.R18_RESET)
    void aResetWaitsUntilItIsListenedTo() throws Exception {
        PracticeBook book = agreed();
        phone(book, Duration.ofSeconds(30));

        Cycle cycle = rig.nextCycles(30);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.RESET_UNCONFIRMED);
        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);

        for (int i = 0; i < 2; i++) {
            rig.clock.step(Duration.ofMinutes(1));
            rig.listener.listenOnPhone(book.asin(), Duration.ofSeconds(160));
            rig.nextCycle();
        }

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(Duration.ofSeconds(350));
    }

    @Test
    @Covers(Rule.R20_CONVERGED)
    void twoMovesToTheSamePlaceAreAgreedAndNotWritten() throws Exception {
        PracticeBook book = agreed();
        phone(book, START.plusMinutes(20));
        player(book, START.plusMinutes(20));

        rig.nextCycle();

        assertThat(rig.agreement(book).audible().place()).isEqualTo(at(20));
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R21_NEWER_FURTHER)
    void ofTwoMovesTheNewerThatIsFurtherWins() throws Exception {
        PracticeBook book = agreed();
        phone(book, START.plusMinutes(10));
        later();
        player(book, START.plusMinutes(50));

        rig.nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(50));
    }

    @Test
    @Covers(Rule.R22_NEWER_LITTLE_BEHIND)
    void ofTwoMovesTheNewerWinsThoughItIsALittleBehind() throws Exception {
        PracticeBook book = agreed();
        player(book, START.plusMinutes(20));
        later();
        phone(book, START.plusMinutes(15));

        rig.nextCycle();

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plusMinutes(15));
    }

    @Test
    @Covers(Rule.R23_NEWER_FAR_BEHIND)
    void ofTwoMovesForwardTheNewerWinsThoughItIsFarBehindAndTheListenerIsTold() throws Exception {
        PracticeBook book = agreed();
        phone(book, START.plusMinutes(50));
        later();
        player(book, START.plusMinutes(10));

        Cycle cycle = rig.nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(10));
        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.FURTHER_PLACE_LEFT);
        assertThat(rig.store().listJournal(Rig.key(book)).getFirst().before().orElseThrow().place())
                .as("what undo goes back to")
                .isEqualTo(at(50));
    }

    @Test
    @Covers(Rule.R24_NEITHER_NEWER)
    void ofTwoMovesAtTheSameTimeTheFurtherWinsUnlessTheyAreFarApart() throws Exception {
        PracticeBook near = rig.bookAt(START);
        PracticeBook far = agreed();
        phone(near, START.plusMinutes(10));
        player(near, START.plusMinutes(20));
        phone(far, START.plusMinutes(10));
        player(far, START.plusMinutes(50));

        Cycle cycle = rig.nextCycles(3);

        assertThat(rig.onAudible(near)).isEqualTo(START.plusMinutes(20));
        assertThat(Rig.reason(cycle, far)).isEqualTo(Reason.CONFLICT);
        assertThat(rig.onAudible(far)).isEqualTo(START.plusMinutes(10));
        assertThat(rig.onAudiobookshelf(far)).isEqualTo(START.plusMinutes(50));
    }

    @Test
    @Covers(Rule.R25_NEWER_JUMPED_BACK)
    void ofTwoMovesTheNewerThatWentFarBackWaits() throws Exception {
        PracticeBook book = agreed();
        phone(book, START.plusMinutes(20));
        later();
        player(book, START.minusMinutes(20));

        Cycle cycle = rig.nextCycles(7);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.REWIND_UNCONFIRMED);
        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(20));
        rig.nextCycles(2);

        assertThat(rig.onAudible(book)).isEqualTo(START.minusMinutes(20));
    }

    @Test
    @Covers(Rule.R26_FINISHED_ELSEWHERE)
    void aFinishWaitsForTheSideThatIsStillListenedTo() throws Exception {
        PracticeBook book = agreed();
        rig.listener.finishByButton(book.itemId());
        later();
        phone(book, START.plusMinutes(20));

        Cycle cycle = rig.nextCycles(3);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.FINISHED_ELSEWHERE);
        assertThat(rig.writesToAudible()).isEmpty();
        rig.clock.step(Duration.ofHours(24));
        rig.nextCycle();

        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(20));
    }

    private PracticeBook agreed() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        return book;
    }

    private void phone(PracticeBook book, Duration place) {
        rig.listener.seekOnPhone(book.asin(), new Place(place));
    }

    private void player(PracticeBook book, Duration place) {
        rig.listener.seekOnAudiobookshelf(book.itemId(), new Place(place));
    }

    private void later() {
        rig.clock.step(Duration.ofMinutes(5));
    }

    private static Place at(long minutesAfterStart) {
        return new Place(START.plusMinutes(minutesAfterStart));
    }
}
