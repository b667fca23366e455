package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One move, one write, no echo; and what an idle cycle costs. */
class OneMoveTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    @Test
    @Covers({Rule.R14_AUDIBLE_FORWARD, Rule.R12_IN_SYNC})
    void aMoveOnThePhoneReachesAudiobookshelfWithinOneCycleAndIsWrittenOnce() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
            assertThat(rig.agreement(book).audiobookshelf().place().fromStart())
                    .isEqualTo(START.plus(HEARD));

            rig.nextCycles(10);

            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    @Covers(Rule.R13_AUDIOBOOKSHELF_FORWARD)
    void aMoveInThePlayerReachesAudibleWithinOneCycleAndIsWrittenOnce() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD));
            assertThat(rig.writesToAudible()).hasSize(1);

            rig.nextCycles(10);

            assertThat(rig.writesToAudible()).hasSize(1);
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void thePlaceGoesBackAndForthAsTheListenerDoes() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.nextCycle();

            Duration end = START.plus(HEARD).plus(HEARD);
            assertThat(rig.onAudible(book)).isEqualTo(end);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(end);
            assertThat(rig.journal(book)).isEqualTo(2);
        }
    }

    @Test
    void anIdleCycleIsOneRequestASideAndAudiobookshelfAnswersThatNothingChanged() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.library.books(20).forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(2);
            rig.clearLogs();

            for (int i = 0; i < 5; i++) {
                rig.clock.step(Duration.ofSeconds(10));
                rig.cycle();
            }

            List<LoggedRequest> shelf = rig.audiobookshelf.log().all();
            assertThat(shelf).hasSize(5).allMatch(request -> request.status() == 304);
            assertThat(rig.audible.log().all())
                    .hasSize(5)
                    .allMatch(request -> request.is("GET", "/1.0/annotations/lastpositions"));
        }
    }

    @Test
    void aWriteToAudiobookshelfIsSeenByItsReadBackThoughTheReadingIsConditional() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clearLogs();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(
                            rig.audiobookshelf
                                    .log()
                                    .all(request -> request.is("GET", "/api/me/progress")))
                    .extracting(LoggedRequest::status)
                    .containsExactly(304, 200);
        }
    }

    @Test
    void anAudibleThatShowsItsWritesThreeSecondsLateIsWrittenOnce() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.audible.lag(Duration.ofSeconds(3), Duration.ofSeconds(3));
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);

            rig.nextCycles(3);

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.agreement(book).audible().place().fromStart())
                    .isEqualTo(START.plus(HEARD));
        }
    }
}
