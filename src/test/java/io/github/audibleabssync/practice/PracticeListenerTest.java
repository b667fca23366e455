package io.github.audibleabssync.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

class PracticeListenerTest {
    private static final PracticeAccount ACCOUNT = PracticeAccount.create();

    private final PracticeAudible audible = new PracticeAudible(ACCOUNT, InstantSource.system());
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    private final PracticeListener listener = new PracticeListener(audible, audiobookshelf);

    @Test
    void thePhoneGoesOnFromWhereItStandsAndNotBeyondTheEnd() {
        PracticeBook book = library.book(Duration.ofHours(1));
        listener.listenOnPhone(book.asin(), Duration.ofMinutes(20));
        listener.listenOnPhone(book.asin(), Duration.ofMinutes(20));
        assertThat(listener.placeOnPhone(book.asin())).contains(Place.ofSeconds(2400));

        listener.listenOnPhone(book.asin(), Duration.ofMinutes(30));
        assertThat(listener.placeOnPhone(book.asin())).contains(Place.ofSeconds(3600));
        assertThat(listener.finishedOnPhone(book.asin())).isFalse();
    }

    @Test
    void thePhonesFlagAndPlaceAreTwoThingsUntilItPlaysAgain() {
        PracticeBook book = library.book(Duration.ofHours(1));
        listener.seekOnPhone(book.asin(), Place.ofSeconds(600));
        listener.finishOnPhone(book.asin());
        assertThat(listener.finishedOnPhone(book.asin())).isTrue();
        assertThat(listener.placeOnPhone(book.asin())).contains(Place.ofSeconds(600));

        listener.listenOnPhone(book.asin(), Duration.ofMinutes(1));
        assertThat(listener.finishedOnPhone(book.asin())).isFalse();
    }

    @Test
    void thePlayerFinishesAtTheEndAndStartsAFinishedBookAnew() {
        PracticeBook book = library.book(Duration.ofHours(1));
        listener.seekOnAudiobookshelf(book.itemId(), Place.ofSeconds(3000));
        listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(20));
        assertThat(listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        assertThat(listener.placeOnAudiobookshelf(book.itemId())).contains(Place.ofSeconds(3600));

        listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(2));
        assertThat(listener.finishedOnAudiobookshelf(book.itemId())).isFalse();
        assertThat(listener.placeOnAudiobookshelf(book.itemId())).contains(Place.ofSeconds(120));
    }

    @Test
    void theButtonsDoWhatTheyDoOnARealServer() {
        PracticeBook book = library.book(Duration.ofHours(1));
        listener.seekOnAudiobookshelf(book.itemId(), Place.ofSeconds(300));
        listener.finishByButton(book.itemId());
        assertThat(listener.placeOnAudiobookshelf(book.itemId())).contains(Place.ofSeconds(300));
        assertThat(listener.finishedOnAudiobookshelf(book.itemId())).isTrue();
        listener.markNotFinished(book.itemId());
        assertThat(listener.placeOnAudiobookshelf(book.itemId())).contains(Place.START);
        listener.hide(book.itemId());
        assertThat(audiobookshelf.entry(book.itemId()).orElseThrow().hidden()).isTrue();
        listener.discardProgress(book.itemId());
        assertThat(listener.placeOnAudiobookshelf(book.itemId())).isEmpty();
    }

    @Test
    void tenThousandTitlesAndTwoThousandItemsAreThereInAMoment() {
        List<PracticeBook> both = library.books(2_000);
        library.onAudibleOnly(8_000);
        both.forEach(
                book ->
                        audiobookshelf.prepare(
                                book.itemId(), Place.ofSeconds(600), audiobookshelf.now()));

        assertThat(audiobookshelf.entries()).isEqualTo(2_000);
        assertThat(audible.title(PracticeLibrary.asin(10_000))).isPresent();
        assertThat(both.getFirst().asin().value()).isEqualTo("B0PRACT001");
    }

    @Test
    void duplicatesAndOtherEditionsShareAnAsinOrNotTheirAudio() {
        PracticeBook book = library.bookWithoutBranding(Duration.ofHours(2));
        PracticeBook twin = library.duplicate(book, Duration.ofHours(3));

        assertThat(twin.asin()).isEqualTo(book.asin());
        assertThat(twin.itemId()).isNotEqualTo(book.itemId());
        assertThat(audible.title(book.asin()).orElseThrow().runtime())
                .isEqualTo(
                        Duration.ofHours(2)
                                .plus(PracticeLibrary.INTRO)
                                .plus(PracticeLibrary.OUTRO));
    }
}
