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
import java.util.List;
import java.util.stream.Stream;

/** Stages A and E of the contract in the running daemon: whether, and what, may be written. */
class WriteRulesTest {

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
    @Covers(Rule.R31_AUDIOBOOKSHELF_PLAYING)
    void anOpenPlayerIsNotWrittenTo() throws Exception {
        PracticeBook book = agreed(START);
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(2));
        rig.nextCycle();
        rig.clock.step(Duration.ofMinutes(2));
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(2));
        rig.clock.step(Duration.ofSeconds(40));
        rig.listener.seekOnPhone(book.asin(), new Place(START.plusHours(1)));

        Cycle cycle = rig.cycle();

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.TARGET_PLAYING);
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
        rig.nextCycle();

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plusHours(1));
    }

    @Test
    @Covers(Rule.R32_AUDIBLE_PLAYING)
    void aPhoneThatPlaysIsNotWrittenTo() throws Exception {
        PracticeBook book = agreed(START);
        rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(2));
        rig.nextCycle();
        rig.clock.step(Duration.ofMinutes(2));
        rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(2));
        rig.clock.step(Duration.ofSeconds(40));
        rig.listener.seekOnAudiobookshelf(book.itemId(), new Place(START.plusHours(1)));

        Cycle cycle = rig.cycle();

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.TARGET_PLAYING);
        assertThat(rig.placeWritesToAudible()).isEmpty();
        rig.nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusHours(1));
    }

    @Test
    @Covers(Rule.R33_BOTH_PLAYING)
    void twoListenersAreLeftAloneUntilOneStops() throws Exception {
        PracticeBook book = agreed(START);
        rig.clock.step(Duration.ofMinutes(2));
        listenOnBoth(book, Duration.ofMinutes(2));
        rig.cycle();
        rig.clock.step(Duration.ofMinutes(2));
        listenOnBoth(book, Duration.ofMinutes(4));

        Cycle cycle = rig.cycle();

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.BOTH_PLAYING);
        assertThat(rig.writesToAudible()).isEmpty();
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
        rig.nextCycle();

        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(6));
    }

    private void listenOnBoth(PracticeBook book, Duration onAudiobookshelf) {
        rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(2));
        rig.listener.listenOnAudiobookshelf(book.itemId(), onAudiobookshelf);
    }

    @Test
    @Covers(Rule.R37_BEFORE_THE_END)
    void aPlaceInTheLastSecondsOfAnUnfinishedBookStopsBeforeThem() throws Exception {
        PracticeBook book = agreed(Duration.ofHours(9));
        rig.listener.seekOnPhone(book.asin(), new Place(Duration.ofHours(10).minusSeconds(3)));

        rig.nextCycles(3);

        assertThat(rig.onAudiobookshelf(book)).isEqualTo(Duration.ofHours(10).minusSeconds(15));
        assertThat(rig.listener.finishedOnAudiobookshelf(book.itemId())).isFalse();
        assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        assertThat(rig.writesToAudible()).isEmpty();
    }

    @Test
    @Covers(Rule.R38_CLAMPED)
    void aFinishBeyondTheEndOfAudiblesAudioIsItsEnd() throws Exception {
        Duration onAudiobookshelf = Duration.ofHours(10).plusSeconds(90);
        PracticeBook book =
                rig.library.otherEdition(
                        Duration.ofHours(10),
                        List.of(Duration.ZERO),
                        onAudiobookshelf,
                        List.of(Duration.ZERO));
        rig.place(book, Duration.ofHours(9), Duration.ofHours(9));
        rig.start().nextCycle();
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofHours(2));
        assertThat(rig.onAudiobookshelf(book)).isEqualTo(onAudiobookshelf);

        rig.nextCycles(3);

        assertThat(rig.onAudible(book)).isEqualTo(Duration.ofHours(10));
        assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
    }

    @Test
    @Covers(Rule.R39_DUPLICATE_ASIN)
    void ofTwoCopiesOfWhichNoneStandsOutNeitherIsWritten() throws Exception {
        PracticeBook book = rig.library.book(Duration.ofHours(10));
        PracticeBook copy = rig.library.duplicate(book, Duration.ofHours(10));
        rig.listener.seekOnPhone(book.asin(), new Place(START));

        Cycle cycle = rig.start().nextCycles(3);

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.DUPLICATE_ASIN);
        assertThat(rig.audiobookshelf.entry(book.itemId())).isEmpty();
        assertThat(rig.audiobookshelf.entry(copy.itemId())).isEmpty();
    }

    @Test
    @Covers(Rule.R40_CLOCK_WANDERS)
    void whileAServerSendsNoDateNeitherSideIsNewer() throws Exception {
        PracticeBook book = agreed(START);
        rig.audible.showDate(false);
        rig.listener.seekOnPhone(book.asin(), new Place(START.plusMinutes(10)));
        rig.clock.step(Duration.ofMinutes(5));
        rig.listener.seekOnAudiobookshelf(book.itemId(), new Place(START.plusMinutes(50)));

        Cycle cycle = rig.nextCycle();

        assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.CONFLICT);
        assertThat(Rig.decision(cycle, book).rule()).isEqualTo(Rule.R24_NEITHER_NEWER);
        rig.audible.showDate(true);
        rig.nextCycles(2);

        assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(50));
    }

    @Test
    @Covers(Rule.R42_SAFETY_STOP)
    void unusuallyManyPlacesDoNotGoBackAtOnceAndTheOthersGoOn() throws Exception {
        List<PracticeBook> back = Stream.generate(() -> rig.bookAt(START)).limit(12).toList();
        PracticeBook forward = agreed(START);
        back.forEach(
                book -> rig.listener.seekOnPhone(book.asin(), new Place(START.minusMinutes(5))));
        rig.nextCycle();
        rig.listener.listenOnPhone(forward.asin(), Duration.ofMinutes(20));

        Cycle cycle = rig.nextCycle();

        assertThat(back)
                .allMatch(book -> Rig.reason(cycle, book) == Reason.SAFETY_STOP)
                .allMatch(book -> rig.onAudiobookshelf(book).equals(START));
        assertThat(rig.onAudiobookshelf(forward)).isEqualTo(START.plusMinutes(20));
    }

    @Test
    @Covers(Rule.ALREADY_THERE)
    void whatIsThereAlreadyIsAgreedInsteadOfWritten() throws Exception {
        Duration beforeTheEnd = Duration.ofHours(10).minusSeconds(15);
        PracticeBook book = agreed(beforeTheEnd);
        rig.listener.seekOnPhone(book.asin(), new Place(beforeTheEnd.plusSeconds(12)));

        rig.nextCycle();

        assertThat(rig.agreement(book).audible().place().fromStart())
                .isEqualTo(beforeTheEnd.plusSeconds(12));
        assertThat(rig.agreement(book).audiobookshelf().place().fromStart())
                .isEqualTo(beforeTheEnd);
        assertThat(rig.writesToAudiobookshelf()).isEmpty();
    }

    private PracticeBook agreed(Duration place) throws Exception {
        PracticeBook book = rig.bookAt(place);
        rig.start().nextCycle();
        return book;
    }
}
