package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.FinishSetting;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeShelfLibrary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What Audiobookshelf has: items gone, progress discarded, old servers, editions and duplicates. */
class ShelfTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    @Test
    @Covers(Rule.R2_ITEM_GONE)
    void anItemThatIsGoneRestartsNothingAndResumesWhenItIsBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            var item = rig.audiobookshelf.item(book.itemId()).orElseThrow();
            rig.listener.discardProgress(book.itemId());
            rig.audiobookshelf.remove(book.itemId());
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.ITEM_GONE);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.agreement(book).audible().place().fromStart()).isEqualTo(START);

            rig.audiobookshelf.add(item);
            rig.audiobookshelf.prepare(
                    book.itemId(), new Place(START), rig.clock.instant().minus(Rig.LONG_AGO));
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(THERE));
        }
    }

    @Test
    @Covers(Rule.R3_PLACE_VANISHED)
    void aDiscardedProgressIsHeldUntilTheListenerGoesOnOnThePhone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.discardProgress(book.itemId());

            Cycle cycle = rig.nextCycles(3);

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PROGRESS_DISCARDED);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();

            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aDiscardedProgressCostsOneProofAndThenNoFurtherRequest() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.discardProgress(book.itemId());
            rig.nextCycle();
            rig.clearLogs();

            Cycle cycle = rig.nextCycles(3);

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PROGRESS_DISCARDED);
            assertThat(rig.audiobookshelf.log().count("GET", "/api/items")).isZero();
        }
    }

    @Test
    @Covers(Rule.R3_PLACE_VANISHED)
    void aPlaceThatAudibleForgotIsHeld() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.forgetPlace(book.asin());

            Cycle cycle = rig.nextCycles(3);

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PLACE_VANISHED);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        }
    }

    @Test
    void aServerBefore236IsAskedForTheUserInOneRequestACycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.audiobookshelf.asVersion226();
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            rig.clearLogs();

            rig.nextCycles(3);

            assertThat(rig.audiobookshelf.log().all())
                    .hasSize(3)
                    .allMatch(request -> request.is("GET", "/api/me"));
        }
    }

    @Test
    void aServerUnderASubPathIsReadAndWritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.audiobookshelf.under("/audiobookshelf");
            rig.with("ABS_BASE_URL", rig.audiobookshelf.url());
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aFileWithoutAudiblesJingleHasItsPlacesTranslatedBothWays() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook toShelf = rig.library.bookWithoutBranding(Duration.ofHours(10));
            PracticeBook toAudible = rig.library.bookWithoutBranding(Duration.ofHours(10));
            rig.place(toShelf, START.plus(PracticeLibrary.INTRO), START);
            rig.place(toAudible, START.plus(PracticeLibrary.INTRO), START);
            rig.start().nextCycles(2);
            rig.listener.listenOnPhone(toShelf.asin(), HEARD);
            rig.listener.listenOnAudiobookshelf(toAudible.itemId(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(toShelf)).isEqualTo(THERE);
            assertThat(rig.onAudible(toAudible)).isEqualTo(THERE.plus(PracticeLibrary.INTRO));
        }
    }

    @Test
    void theFirstWriteReadsTheExactRuntimeOnceAndIdleCyclesReadNone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycles(3);
            assertThat(rig.audible.log().count("GET", "/1.0/content")).isZero();

            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.nextCycles(3);

            assertThat(rig.audible.log().count("GET", "/1.0/content")).isEqualTo(1);
        }
    }

    @Test
    @Covers(Rule.EDITION)
    void anotherEditionIsHeldAndNeverWritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book =
                    rig.library.otherEdition(
                            Duration.ofHours(10),
                            List.of(Duration.ZERO, Duration.ofHours(4)),
                            Duration.ofHours(7),
                            List.of(Duration.ZERO));
            rig.place(book, START, START.plus(HEARD));
            rig.start();

            Cycle cycle = rig.nextCycles(3);

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.EDITION_MISMATCH);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.audible.log().count("GET", "/1.0/content")).isEqualTo(1);
        }
    }

    @Test
    void ofTwoItemsOfOneTitleTheOneThatFitsIsWrittenAndTheOtherStays() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook twin = rig.library.duplicate(book, Duration.ofHours(9));
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.audiobookshelf.entry(twin.itemId())).isEmpty();
        }
    }

    @Test
    void ofTwoCopiesTheOneListenedToLastIsWrittenFromTheFirstCycleOnAndAfterARestart()
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook copy = rig.library.duplicate(book, Duration.ofHours(10));
            Cycle first = rig.start().nextCycle();

            assertThat(Rig.reason(first, book)).isEqualTo(Reason.AGREED);

            rig.restart();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.audiobookshelf.entry(copy.itemId())).isEmpty();
        }
    }

    @Test
    void whoGoesOnInTheOtherCopyIsFollowedThere() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook copy = rig.library.duplicate(book, Duration.ofHours(10));
            rig.start().nextCycle();
            rig.listener.seekOnAudiobookshelf(copy.itemId(), new Place(THERE));

            rig.cycleUntil(() -> rig.onAudible(book).equals(THERE));

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        }
    }

    @Test
    void withDuplicatesAllowedEveryItemOfTheTitleIsWritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook twin = rig.library.duplicate(book, Duration.ofHours(10));
            rig.with("ABS_ALLOW_DUPLICATE_ASIN", "true").start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.cycleUntil(() -> rig.onAudiobookshelf(twin).equals(THERE));

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.writesToAudible()).isEmpty();
        }
    }

    @Test
    void onlyTheLibraryOfABSLIBRARYIDIsPaired() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.audiobookshelf.add(
                    new PracticeShelfLibrary("other", "Other", false, FinishSetting.USUAL));
            rig.with("ABS_LIBRARY_ID", "other").start();

            Cycle cycle = rig.nextCycle();

            assertThat(rig.bean("books", Books.class).sizes().pairs()).isZero();
            assertThat(cycle.asked()).isEmpty();
        }
    }
}
