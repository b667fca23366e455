package io.github.audibleabssync.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** An open player and a phone do what the reference says of the real ones. */
class PracticePlayerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Place HOUR = Place.ofSeconds(3600);

    private Instant now = NOON;
    private final PracticeAudible audible =
            new PracticeAudible(PracticeAccount.create(), () -> now);
    private final PracticeAudiobookshelf shelf = new PracticeAudiobookshelf(() -> now);
    private final PracticeBook book =
            new PracticeLibrary(audible, shelf).book(Duration.ofHours(10));

    private void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private PracticePlayer open(String device) {
        return PracticePlayer.open(shelf, book.itemId(), device);
    }

    private Place onShelf() {
        return shelf.entry(book.itemId()).orElseThrow().place();
    }

    @Test
    void aPlayerSyncsEveryTenSecondsItsOwnPlaceWhateverTheServerHolds() {
        shelf.prepare(book.itemId(), HOUR, NOON.minusSeconds(60));
        PracticePlayer player = open("tab");
        player.play();
        shelf.prepare(book.itemId(), Place.ofSeconds(7200), NOON.plusSeconds(1));

        wait(9);
        player.catchUp();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(7200));

        wait(14);
        player.catchUp();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(3620));
        assertThat(shelf.entry(book.itemId()).orElseThrow().lastUpdate())
                .isEqualTo(NOON.plusSeconds(20));
        assertThat(shelf.listened()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aPausedPlayerSaysNothingAndGoesOnFromItsOwnPlace() {
        shelf.prepare(book.itemId(), HOUR, NOON.minusSeconds(60));
        PracticePlayer player = open("tab");
        shelf.prepare(book.itemId(), Place.ofSeconds(7200), NOON);

        wait(600);
        player.catchUp();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(7200));

        player.play();
        wait(10);
        player.catchUp();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(3610));
    }

    @Test
    void aPlayerThatIsClosedTellsWhatWasHeardSinceAndOneThatHeardNothingSaysNothing() {
        shelf.prepare(book.itemId(), HOUR, NOON.minusSeconds(60));
        PracticePlayer player = open("tab");
        player.play();
        wait(14);
        player.close();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(3614));

        PracticePlayer idle = open("tab");
        shelf.prepare(book.itemId(), HOUR, now);
        idle.close();
        assertThat(onShelf()).isEqualTo(HOUR);
    }

    @Test
    void aPlayerThatIsOpenedAnewStartsFromTheServersPlaceAndClosesTheOneOfTheSameDevice() {
        PracticePlayer first = open("tab");
        first.play();
        shelf.prepare(book.itemId(), HOUR, NOON);

        PracticePlayer second = open("tab");
        wait(10);
        first.catchUp();

        assertThat(second.place()).isEqualTo(HOUR);
        assertThat(onShelf()).isEqualTo(HOUR);
    }

    @Test
    void aDraggedSliderIsToldWithTheNextSync() {
        shelf.prepare(book.itemId(), HOUR, NOON.minusSeconds(60));
        PracticePlayer player = open("tab");
        player.play();
        wait(5);
        player.seek(Place.ofSeconds(10_000));
        assertThat(onShelf()).isEqualTo(HOUR);

        wait(5);
        player.catchUp();
        assertThat(onShelf()).isEqualTo(Place.ofSeconds(10_005));
    }

    @Test
    void aPhoneReportsEveryHalfMinuteAndJumpsToANewerPlaceOfTheServer() {
        audible.prepare(book.asin(), HOUR, NOON.minusSeconds(60));
        PracticePhone phone = new PracticePhone(audible, book.asin());
        phone.play();
        wait(65);
        phone.catchUp();
        assertThat(audible.place(book.asin())).contains(Place.ofSeconds(3660));
        assertThat(phone.jumps()).isZero();

        audible.prepare(book.asin(), Place.ofSeconds(7200), now);
        wait(30);
        phone.catchUp();
        assertThat(phone.place()).isEqualTo(Place.ofSeconds(7200));
        assertThat(phone.jumps()).isEqualTo(1);
        phone.pause();
        assertThat(phone.isPlaying()).isFalse();
    }
}
