package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** A finish is carried over once, and nothing but a confirmed re-listen takes it back. */
class FinishTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration NEARLY_DONE = Duration.ofHours(10).minusMinutes(20);

    @TempDir Path folder;
    private Rig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new Rig(folder);
    }

    @AfterEach
    void nothingThatMustNeverBeSentWasSent() {
        try (Rig over = rig) {
            assertThat(
                            over.audiobookshelf
                                    .log()
                                    .all(
                                            request ->
                                                    request.body()
                                                            .replace(" ", "")
                                                            .contains("\"isFinished\":false")))
                    .isEmpty();
            assertThat(over.audible.licenceRequests()).isZero();
        }
    }

    @Test
    @Covers(Rule.R27_AUDIOBOOKSHELF_FINISHED)
    void aFinishByButtonOnAudiobookshelfGoesToAudibleAsAFlagAndItsPlaceStays() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishByButton(book.itemId());

        rig.nextCycles(11);

        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
        assertThat(rig.onAudible(book)).isEqualTo(START);
        assertThat(rig.placeWritesToAudible()).isEmpty();
        assertThat(rig.writesToAudible()).hasSize(1);
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.journal(book)).isEqualTo(1);
    }

    @Test
    void aBookHeardToItsEndOnAudiobookshelfIsFinishedOnAudibleWithItsPlace() throws Exception {
        PracticeBook book = rig.bookAt(NEARLY_DONE);
        rig.start().nextCycle();
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(20));

        rig.nextCycles(11);

        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
        assertThat(rig.onAudible(book)).isGreaterThan(Duration.ofHours(10).minusSeconds(20));
        assertThat(rig.writesToAudible()).hasSize(2);
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R28_AUDIBLE_FINISHED)
    void aFinishOnThePhoneGoesToAudiobookshelfWithoutAPlaceAndItsPlaceStays() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishOnPhone(book.asin());

        rig.nextCycles(20);

        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        assertThat(rig.onAudible(book)).isEqualTo(START);
    }

    @Test
    void aLibraryThatShowsTheFinishLateOpensNoBookAgain() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishOnPhone(book.asin());
        rig.cycleUntil(() -> rig.listener.finishedOnAudiobookshelf(book.itemId()));
        rig.clock.step(Duration.ofDays(2));
        rig.audible
                .faults()
                .next(
                        1,
                        on("GET", "/1.0/library"),
                        Fault.status(
                                200,
                                """
                                {"items":[{"asin":"%s","title":"Late","status":"Active",
                                 "content_delivery_type":"SinglePartBook",
                                 "runtime_length_min":600,"is_finished":false}]}\
                                """
                                        .formatted(book.asin())));

        Cycle cycle = rig.nextCycle();

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.IN_SYNC);
        assertThat(rig.audible.faults().outstanding()).isZero();
        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.writesToAudiobookshelf()).hasSize(1);
    }

    @Test
    @Covers(Rule.R10_FIRST_FINISHED)
    void aBookFinishedOnThePhoneLongBeforeTheFirstRunIsFinishedOnAudiobookshelfOnce()
            throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(
                book.asin(),
                new Place(Duration.ofHours(10)),
                rig.clock.instant().minus(Rig.LONG_AGO));
        rig.audible.prepareFinished(book.asin(), true, rig.clock.instant().minus(Rig.LONG_AGO));

        rig.start().nextCycles(10);

        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.writesToAudiobookshelf()).hasSize(1);
    }

    @Test
    @Covers(Rule.R19_RELISTEN)
    void theLastSecondsOfAFinishedBookUndoNoFinish() throws Exception {
        PracticeBook book = rig.bookAt(NEARLY_DONE);
        rig.start().nextCycle();
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(20));
        rig.nextCycles(2);
        rig.listener.seekOnPhone(book.asin(), new Place(Duration.ofHours(10).minusMinutes(3)));
        rig.clearLogs();

        Cycle cycle = rig.nextCycles(5);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.AT_THE_END);
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
    }

    @Test
    @Covers(Rule.R29_AUDIOBOOKSHELF_RESTARTED)
    void markAsNotFinishedOnAudiobookshelfZeroesNothingOnAudible() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishByButton(book.itemId());
        rig.nextCycles(2);
        rig.listener.markNotFinished(book.itemId());

        rig.cycleUntil(() -> !rig.listener.finishedOnPhone(book.asin()));
        rig.nextCycles(10);

        assertThat(rig.onAudible(book)).isEqualTo(START);
        assertThat(rig.listener.finishedOnPhone(book.asin())).isFalse();
        assertThat(rig.placeWritesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R30_AUDIBLE_REOPENED)
    void markAsNotFinishedOnThePhoneOpensTheBookOnAudiobookshelfAtItsPlace() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishOnPhone(book.asin());
        rig.cycleUntil(() -> rig.listener.finishedOnAudiobookshelf(book.itemId()));
        rig.nextCycles(2);
        rig.listener.unfinishOnPhone(book.asin());

        rig.cycleUntil(() -> !rig.listener.finishedOnAudiobookshelf(book.itemId()));
        rig.nextCycles(10);

        assertThat(rig.onAudiobookshelf(book)).isBetween(START.minusSeconds(2), START);
        assertThat(rig.listener.finishedOnPhone(book.asin())).isFalse();
        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isFalse();
        assertThat(rig.onAudible(book)).isEqualTo(START);
    }

    @Test
    @Covers(Rule.R19_RELISTEN)
    void aFinishedBookHeardAgainOnAudiobookshelfOpensOnAudibleWhenConfirmed() throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.finishByButton(book.itemId());
        rig.nextCycles(2);
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofSeconds(90));
        Cycle first = rig.nextCycle();

        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
        assertThat(first.writes()).isZero();

        for (int i = 0; i < 6; i++) {
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofSeconds(110));
            rig.nextCycle();
        }
        rig.cycleUntil(() -> !rig.listener.finishedOnPhone(book.asin()));
        rig.cycleUntil(() -> rig.onAudible(book).equals(rig.onAudiobookshelf(book)));

        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isFalse();
    }

    @Test
    void withSYNCFINISHEDOffNoFlagIsWrittenAndNoFinishIsLost() throws Exception {
        PracticeBook onShelf = rig.bookAt(START);
        PracticeBook onPhone = rig.bookAt(START);
        rig.with("SYNC_FINISHED", "false").start().nextCycle();
        rig.listener.finishByButton(onShelf.itemId());
        rig.listener.finishOnPhone(onPhone.asin());

        rig.nextCycles(20);

        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
        assertThat(rig.listener.finishedOnPhone(onShelf.asin())).isFalse();
        assertThat(rig.listener.finishedOnAudiobookshelf(onPhone.itemId())).isFalse();
    }
}
