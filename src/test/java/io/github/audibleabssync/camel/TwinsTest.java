package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** ABS_ALLOW_DUPLICATE_ASIN=true: several items, and one place of theirs on Audible. */
class TwinsTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration OLDER = START.plusMinutes(40);
    private static final Duration NEWER = START.plusMinutes(30);

    @TempDir Path folder;

    @Test
    void twinsThatMovedInOneIntervalWriteOnceToAudibleAndTheNewerOneWins() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook twin = rig.library.duplicate(book, Duration.ofHours(10));
            rig.audiobookshelf.prepare(
                    twin.itemId(), new Place(START), rig.clock.instant().minus(Rig.LONG_AGO));
            rig.with("ABS_ALLOW_DUPLICATE_ASIN", "true").start().nextCycles(2);
            rig.listener.seekOnAudiobookshelf(book.itemId(), new Place(OLDER));
            rig.clock.step(Duration.ofMinutes(1));
            rig.listener.seekOnAudiobookshelf(twin.itemId(), new Place(NEWER));

            rig.nextCycle();

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.onAudible(book)).isEqualTo(NEWER);

            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(NEWER));
            rig.nextCycles(5);

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.onAudiobookshelf(twin)).isEqualTo(NEWER);
            assertThat(rig.store().listJournal(Rig.key(book)))
                    .as("the older place is in the journal")
                    .anyMatch(row -> row.before().orElseThrow().place().fromStart().equals(OLDER));
            assertThat(rig.store().listJournal(new BookKey(book.asin(), twin.itemId()))).hasSize(1);
        }
    }
}
