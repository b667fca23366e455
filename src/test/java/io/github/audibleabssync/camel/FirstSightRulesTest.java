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
import java.time.Instant;

/** Stage B of the contract in the running daemon: books that the two sides never agreed on. */
class FirstSightRulesTest {

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
    @Covers(Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF)
    void aPlaceThatOnlyAudiobookshelfHasGoesToAudible() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audiobookshelf.prepare(book.itemId(), new Place(START), ago(Rig.LONG_AGO));

        rig.start().nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START);
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R5_FIRST_ONLY_AUDIBLE)
    void aPlaceThatOnlyAudibleHasGoesToAudiobookshelfUnlessItIsOld() throws Exception {
        PracticeBook recent = rig.library.book(Duration.ofHours(10));
        PracticeBook old = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(recent.asin(), new Place(START), ago(Rig.LONG_AGO));
        rig.audible.prepare(old.asin(), new Place(START), ago(Duration.ofDays(91)));

        Cycle cycle = rig.start().nextCycle();

        assertThat(rig.onAudiobookshelf(recent)).isEqualTo(START);
        assertThat(rig.listener.placeOnAudiobookshelf(old.itemId())).isEmpty();
        assertThat(Rig.reason(cycle, old)).isEqualTo(Reason.TOO_OLD_TO_IMPORT);
    }

    @Test
    @Covers(Rule.R6_FIRST_SAME_PLACE)
    void theSamePlaceIsAgreedAndNotWritten() throws Exception {
        PracticeBook book = rig.bookAt(START);

        rig.start().nextCycle();

        assertThat(rig.agreement(book).audible().place()).isEqualTo(new Place(START));
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R7_FIRST_CLEAR)
    void theNewerPlaceThatIsFurtherGoesToTheOtherSide() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(book.asin(), new Place(START), ago(Rig.LONG_AGO));
        rig.audiobookshelf.prepare(
                book.itemId(), new Place(START.plusHours(2)), ago(Duration.ofHours(1)));

        rig.start().nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusHours(2));
    }

    @Test
    @Covers(Rule.R8_FIRST_REWIND)
    void aNewerPlaceFarBehindWaitsUntilItIsListenedOn() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(book.asin(), new Place(START), ago(Duration.ofMinutes(3)));
        rig.audiobookshelf.prepare(book.itemId(), new Place(START.plusHours(2)), ago(Rig.LONG_AGO));

        Cycle first = rig.start().nextCycles(3);

        assertThat(Rig.reason(first, book)).isEqualTo(Reason.FIRST_SIGHT_REWIND);
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();

        rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(2));
        rig.nextCycle();

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plusMinutes(2));
    }

    @Test
    @Covers(Rule.R9_BOTH_FINISHED)
    void aBookThatBothSidesFinishedIsAgreed() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(book.asin(), new Place(START), ago(Rig.LONG_AGO));
        rig.audible.prepareFinished(book.asin(), true, ago(Rig.LONG_AGO));
        rig.audiobookshelf.prepare(
                book.itemId(), new Place(START.plusHours(4)), true, ago(Rig.LONG_AGO));

        rig.start().nextCycles(3);

        assertThat(rig.agreement(book).audible().finished()).isTrue();
        assertThat(rig.agreement(book).audiobookshelf().finished()).isTrue();
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    @Test
    @Covers(Rule.R11_FIRST_RELISTENED)
    void aBookThatIsHeardAgainElsewhereKeepsItsFinish() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        rig.audible.prepare(book.asin(), new Place(Duration.ofHours(10)), ago(Rig.LONG_AGO));
        rig.audible.prepareFinished(book.asin(), true, ago(Rig.LONG_AGO));
        rig.audiobookshelf.prepare(book.itemId(), new Place(START), ago(Duration.ofHours(1)));

        rig.start().nextCycles(3);

        assertThat(rig.agreement(book).audible().finished()).isTrue();
        assertThat(rig.agreement(book).audiobookshelf().finished()).isFalse();
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    private Instant ago(Duration time) {
        return rig.clock.instant().minus(time);
    }
}
