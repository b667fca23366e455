package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** The Audiobookshelf item of a pair is replaced by another one while a write to it is not confirmed. */
class ReplacedItemTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    /** A write to the item that was carried out, and of which nobody heard. */
    private static void writeUnheard(Rig rig, PracticeBook book) {
        rig.listener.listenOnPhone(book.asin(), HEARD);
        rig.audiobookshelf
                .faults()
                .next(1, on("POST", "/api/session/local-all"), Fault.loseAnswer())
                .afterApply(
                        1,
                        on("POST", "/api/session/local-all"),
                        () ->
                                rig.audiobookshelf
                                        .faults()
                                        .always(on("GET", "/api/me"), Fault.status(500)));
        rig.nextCycle();
        rig.audiobookshelf.faults().clear();
        assertThat(rig.store().listOpenClaims()).hasSize(1);
    }

    @Test
    void anOpenWriteOfTheOldItemIsNotJudgedByThePlaceOfTheNewOne() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "60");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            writeUnheard(rig, book);

            PracticeBook other = rig.library.duplicate(book, Duration.ofHours(10));
            rig.audiobookshelf.prepare(
                    other.itemId(), new Place(START), rig.clock.instant().minus(Rig.LONG_AGO));
            rig.audiobookshelf.add(
                    rig.audiobookshelf.item(book.itemId()).orElseThrow().withMissing(true));
            rig.nextCycles(2);

            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.store().listJournal(Rig.key(book)))
                    .filteredOn(row -> row.agreement().itemId().equals(book.itemId()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.after().place().fromStart()).isEqualTo(THERE));
        }
    }

    @Test
    void anOpenWriteOfAnItemThatIsGoneIsGivenBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "60");
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            writeUnheard(rig, book);

            PracticeBook other = rig.library.duplicate(book, Duration.ofHours(10));
            rig.audiobookshelf.remove(book.itemId());
            rig.cycleUntil(() -> rig.listener.placeOnAudiobookshelf(other.itemId()).isPresent());

            assertThat(rig.onAudiobookshelf(other)).isEqualTo(THERE);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).audiobookshelfWrites().unconfirmed()).isZero();
        }
    }
}
