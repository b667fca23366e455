package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which books are asked when, and what a book not asked means: nothing. */
class SweepTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    private static List<LoggedRequest> positions(Rig rig) {
        return rig.audible.log().all(request -> request.is("GET", "/1.0/annotations"));
    }

    @Test
    void theFirstSweepAsksTwentyFiveBooksAtATimeAndDecidesNoOther() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = rig.library.books(60);
            books.forEach(book -> rig.place(book, START, START));
            rig.start();
            Set<Object> seen = new HashSet<>();

            for (int expected : new int[] {25, 25, 10, 0}) {
                rig.clearLogs();
                Cycle cycle = rig.cycle(true);
                assertThat(cycle.asked()).hasSize(expected).noneMatch(seen::contains);
                assertThat(cycle.resolved()).hasSize(expected);
                assertThat(positions(rig)).hasSize(expected == 0 ? 0 : 1);
                seen.addAll(cycle.asked());
                assertThat(rig.store().listBooks().keySet()).isEqualTo(seen);
                rig.clock.step(Duration.ofSeconds(2));
            }

            assertThat(seen).hasSize(60);
        }
    }

    @Test
    void aCycleNeverAsksAudibleMoreOftenForPlacesThanTheSettingSays() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", "2");
            List<PracticeBook> books = rig.library.books(80);
            books.forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(4);

            for (int i = 0; i < 5; i++) {
                books.forEach(book -> rig.listener.hide(book.itemId()));
                rig.clearLogs();
                Cycle cycle = rig.nextCycle();
                assertThat(positions(rig)).hasSizeLessThanOrEqualTo(2);
                assertThat(cycle.asked()).hasSizeLessThanOrEqualTo(50);
            }
        }
    }

    @Test
    void aColdBookThatIsHeardOnThePhoneIsNoticedByTheSweep() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = rig.library.books(60);
            books.forEach(
                    book ->
                            rig.audible.prepareFinished(
                                    book.asin(),
                                    false,
                                    rig.clock.instant().minus(Duration.ofDays(100))));
            rig.start().nextCycles(4);
            PracticeBook cold = books.get(42);
            rig.listener.listenOnPhone(cold.asin(), HEARD);

            rig.nextCycles(3);

            assertThat(rig.onAudiobookshelf(cold)).isEqualTo(HEARD);
        }
    }

    @Test
    void aBookThatWasNotAskedIsNeitherDecidedNorWritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_BATCH_SIZE", "5").with("AUDIBLE_REQUESTS_PER_CYCLE", "1");
            List<PracticeBook> books = rig.library.books(20);
            books.forEach(book -> rig.place(book, START, START.plus(HEARD)));
            rig.start();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.asked()).hasSize(5);
            assertThat(cycle.resolved()).hasSize(5);
            assertThat(rig.store().listBooks()).hasSize(5);
            assertThat(rig.writesToAudible().size()).isLessThanOrEqualTo(5);
        }
    }
}
