package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The routes of {@code 50-write-place}: claimed, looked at once more, on record, written. */
class WritePlaceRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    @Test
    void aPlaceIsWrittenToTheSideThatIsBehindAndNotTwice() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook toAudible = rig.bookAt(START);
            PracticeBook toShelf = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(toAudible.itemId(), HEARD);
            rig.listener.listenOnPhone(toShelf.asin(), HEARD);

            rig.nextCycles(3);

            assertThat(rig.onAudible(toAudible)).isEqualTo(THERE);
            assertThat(rig.onAudiobookshelf(toShelf)).isEqualTo(THERE);
            assertThat(rig.writesToAudible()).hasSize(1);
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        }
    }

    @Test
    void aWriteThatIsClaimedAlreadyIsNotSentAgain() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            AtomicBoolean spoilt = Steps.spoil(rig, "remember-write", "judge");
            spoilt.set(true);
            rig.listener.listenOnPhone(book.asin(), HEARD);
            Intent intent = rig.nextCycle().intents().getFirst();

            Exchange again = Steps.run(rig, "write-place", intent, Map.of());

            assertThat(again.getException()).isNull();
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        }
    }

    @Test
    @Covers(Rule.R45_COOLING_DOWN)
    void aSecondWriteWithinTheCooldownWaits() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("SYNC_COOLDOWN_SECONDS", "60");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.COOLING_DOWN);
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        }
    }

    @Test
    void aTargetThatMovedMeanwhileIsNotWrittenAndItsClaimIsGivenBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            Steps.before(
                    rig,
                    "sync-cycle",
                    "each-write",
                    exchange -> {
                        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(5));
                        rig.clock.step(Duration.ofSeconds(5));
                    });

            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.TARGET_MOVED);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plusMinutes(5));
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aWriteThatCannotBePutOnRecordIsNotSentAndGivesItsClaimBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            AtomicBoolean spoilt = Steps.spoil(rig, "claim-and-write", "on-record");
            spoilt.set(true);
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).putOff()).isPresent();

            spoilt.set(false);
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(THERE));
        }
    }

    @Test
    void aServerWithoutSessionsIsWrittenToWithAPatch() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.audiobookshelf.withLocalSessions(false);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.audiobookshelf.log().count("PATCH", "/api/me/progress")).isEqualTo(1);
        }
    }
}
