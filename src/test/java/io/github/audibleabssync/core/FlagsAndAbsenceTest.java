package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

/** Stage C of the contract: an agreement exists; absence, flags, finished books. */
class FlagsAndAbsenceTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void absence(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> absence() {
        return Stream.of(
                arguments(
                        "3: progress discarded",
                        book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF),
                        "HOLD PROGRESS_DISCARDED, rule 3"),
                arguments(
                        "3: discarded while Audible went on",
                        book().agreedAt("5:00:00")
                                .nothing(AUDIOBOOKSHELF)
                                .audible("5:10:00", minutesAgo(3)),
                        "HOLD PROGRESS_DISCARDED, rule 3"),
                arguments(
                        "3: place vanished",
                        book().agreedAt("5:00:00").nothing(AUDIBLE),
                        "HOLD PLACE_VANISHED, rule 3"),
                arguments(
                        "3: both Nothing",
                        book().agreedAt("5:00:00").nothing(AUDIBLE).nothing(AUDIOBOOKSHELF),
                        "- NOT_STARTED, rule 3"),
                arguments(
                        "17: Audible's place changed, its time did not",
                        book().agreedAt("5:00:00").audible("4:00:00", daysAgo(2)),
                        "- STALE_ECHO, rule 17"),
                arguments(
                        "17: Audiobookshelf's time went back",
                        book().agreedAt("5:00:00").audiobookshelf("5:30:00", daysAgo(3)),
                        "- STALE_ECHO, rule 17"),
                arguments("12: nothing moved", book().agreedAt("5:00:00"), "- IN_SYNC, rule 12"),
                arguments(
                        "12: both within tolerance",
                        book().agreedAt("5:00:00")
                                .audible("5:00:05", minutesAgo(3))
                                .audiobookshelf("4:59:55", minutesAgo(3)),
                        "- IN_SYNC, rule 12"),
                arguments(
                        "12: a time that moves alone changes nothing",
                        book().agreedAt("5:00:00").audiobookshelf("5:00:00", minutesAgo(3)),
                        "- IN_SYNC, rule 12"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void flags(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> flags() {
        return Stream.of(
                arguments(
                        "9: Audible newly finished, Audiobookshelf was",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIOBOOKSHELF)
                                .finished(AUDIBLE, minutesAgo(3)),
                        "AGREE, rule 9"),
                arguments(
                        "9: both newly finished",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(9)),
                        "AGREE, rule 9"),
                arguments(
                        "29: marked not finished on Audiobookshelf",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audiobookshelf("0:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "UNFIN->AUDIBLE, rule 29, generation + 1"),
                arguments(
                        "29: Audible is not finished anyway",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIOBOOKSHELF)
                                .audiobookshelf("0:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "AGREE, rule E, generation + 1"),
                arguments(
                        "29 with SYNC_FINISHED=false",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .flagsNotSynced()
                                .audiobookshelf("0:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "HOLD FLAGS_NOT_SYNCED, rule 29"),
                arguments(
                        "30: marked not finished on Audible, outside the end zone",
                        book().agreedAt("5:00:00", "9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 5:00:00 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: Audiobookshelf stands there already: one second before it",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 4:59:59 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: just outside the end zone",
                        book().agreedAt("9:49:59", "9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 9:49:59 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: at the edge of the end zone",
                        book().agreedAt("9:50:00", "9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "HOLD REOPENED_AT_END, rule 30"),
                arguments(
                        "30: the end zone of a short book is its last 5 %",
                        book().runtimes("1:40:00", "1:40:00")
                                .agreedAt("1:34:59", "1:39:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 1:34:59 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: and begins there",
                        book().runtimes("1:40:00", "1:40:00")
                                .agreedAt("1:35:00", "1:39:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "HOLD REOPENED_AT_END, rule 30"),
                arguments(
                        "30: a second apart is another place",
                        book().agreedAt("5:00:00", "4:59:59")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 5:00:00 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: where the library's setting finishes a book is told on"
                                + " Audiobookshelf's audio",
                        book().aligned(new Alignment.Offset(Duration.ofSeconds(10)))
                                .runtimes("10:00:10", "10:00:00")
                                .finishesFrom("9:00:00")
                                .agreedAt("9:00:05", "9:30:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "->ABS 8:59:55 UNFIN, rule 30, generation + 1"),
                arguments(
                        "30: nothing to reopen",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "AGREE, rule 30, generation + 1"),
                arguments(
                        "30: nothing to reopen, and hours between the sides",
                        book().agreedAt("5:00:00", "2:00:00")
                                .agreedFinished(AUDIBLE)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "HOLD CONFLICT, rule 30"),
                arguments(
                        "30: nothing to reopen, and Audible at its end",
                        book().agreedAt("9:55:00", "2:00:00")
                                .agreedFinished(AUDIBLE)
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "HOLD REOPENED_AT_END, rule 30"),
                arguments(
                        "30 with SYNC_FINISHED=false",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .flagsNotSynced()
                                .unfinished(AUDIBLE, minutesAgo(3)),
                        "HOLD FLAGS_NOT_SYNCED, rule 30"),
                arguments(
                        "26: Audiobookshelf finished, Audible listened on since",
                        book().agreedAt("5:00:00")
                                .finished(AUDIOBOOKSHELF, minutesAgo(9))
                                .audible("5:10:00", minutesAgo(3)),
                        "HOLD FINISHED_ELSEWHERE, rule 26"),
                arguments(
                        "26: Audible finished, Audiobookshelf listened on since",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, minutesAgo(9))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "HOLD FINISHED_ELSEWHERE, rule 26"),
                arguments(
                        "26: a finish with a time in the future is not newer for that",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, minutesAgo(-10))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "HOLD FINISHED_ELSEWHERE, rule 26"),
                arguments(
                        "26: not moved for 24 h",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, hoursAgo(30))
                                .audiobookshelf("5:10:00", hoursAgo(24)),
                        "FIN->ABS, rule 26"),
                arguments(
                        "26: moved less than 24 h ago",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, hoursAgo(30))
                                .audiobookshelf("5:10:00", hoursAgo(24).plusSeconds(1)),
                        "HOLD FINISHED_ELSEWHERE, rule 26"),
                arguments(
                        "28: the other moved into its end zone only",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, minutesAgo(9))
                                .audiobookshelf("9:50:00", minutesAgo(3)),
                        "FIN->ABS, rule 28"),
                arguments(
                        "27: the other moved, but before the finish",
                        book().agreedAt("5:00:00")
                                .finished(AUDIOBOOKSHELF, minutesAgo(3))
                                .audible("5:10:00", minutesAgo(9)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "27: by button mid-book",
                        book().agreedAt("5:00:00").finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "27: by button after listening on mid-book",
                        book().agreedAt("5:00:00")
                                .audiobookshelf("6:00:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "27: heard into the end zone",
                        book().agreedAt("5:00:00")
                                .audiobookshelf("9:50:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 9:50:00 FIN, rule 27"),
                arguments(
                        "27: just before the end zone",
                        book().agreedAt("5:00:00")
                                .audiobookshelf("9:49:59", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "27: finished by its library's setting",
                        book().finishesFrom("9:00:00")
                                .agreedAt("5:00:00")
                                .audiobookshelf("9:00:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 9:00:00 FIN, rule 27"),
                arguments(
                        "27: by button just before the place of its library's setting",
                        book().aligned(new Alignment.Offset(Duration.ofSeconds(10)))
                                .runtimes("10:00:10", "10:00:00")
                                .finishesFrom("9:00:00")
                                .agreedAt("5:00:10", "5:00:00")
                                .audiobookshelf("8:59:55", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "27: Audible, marked as not finished before, gets its finish back",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE)
                                .audible("5:10:00", minutesAgo(20))
                                .unfinished(AUDIBLE, minutesAgo(20))
                                .audiobookshelf("9:58:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 9:58:00 FIN, rule 27"),
                arguments(
                        "27 with SYNC_FINISHED=false: Audible's own finish is given up",
                        book().flagsNotSynced()
                                .agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE)
                                .audible("5:10:00", minutesAgo(20))
                                .unfinished(AUDIBLE, minutesAgo(20))
                                .audiobookshelf("9:58:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 9:58:00, rule 27, generation + 1"),
                arguments(
                        "27: a finished source may go into the last 15 s",
                        book().agreedAt("5:00:00")
                                .audiobookshelf("10:00:00", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 10:00:00 FIN, rule 27"),
                arguments(
                        "27 with SYNC_FINISHED=false",
                        book().agreedAt("5:00:00")
                                .flagsNotSynced()
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "AGREE, rule 27"),
                arguments(
                        "28: Audible finished",
                        book().agreedAt("5:00:00").finished(AUDIBLE, minutesAgo(3)),
                        "FIN->ABS, rule 28"),
                arguments(
                        "28: no place is written",
                        book().agreedAt("5:00:00")
                                .audible("9:59:00", minutesAgo(3))
                                .finished(AUDIBLE, minutesAgo(3)),
                        "FIN->ABS, rule 28"),
                arguments(
                        "28 with SYNC_FINISHED=false",
                        book().agreedAt("5:00:00")
                                .flagsNotSynced()
                                .finished(AUDIBLE, minutesAgo(3)),
                        "AGREE, rule 28"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void finishedBooksThatMove(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> finishedBooksThatMove() {
        return Stream.of(
                arguments(
                        "19: the last seconds' jitter on Audiobookshelf",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audiobookshelf("9:58:00", minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: the last seconds' jitter on Audible",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("9:58:00", minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: both moved, the newer is Audiobookshelf at its end",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("1:00:00", hoursAgo(1))
                                .audiobookshelf("9:58:00", minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: both moved, the newer is Audible, heard again",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("1:00:00", minutesAgo(3))
                                .audiobookshelf("9:58:00", hoursAgo(1)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: both moved, neither is newer: the further",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("1:00:00", minutesAgo(3))
                                .audiobookshelf("9:58:00", minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: only Audiobookshelf moved, and no clock is needed",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .clockWanders(AUDIBLE)
                                .audiobookshelf("1:00:00", minutesAgo(3)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: only Audible moved, and no clock is needed",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .clockWanders(AUDIOBOOKSHELF)
                                .audible("1:00:00", minutesAgo(3)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: not finished any more, but in the end zone",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audiobookshelf("9:50:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: just outside the end zone",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audiobookshelf("9:49:59", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: Audible moves far away",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("1:00:00", minutesAgo(3)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: any move of a finished book waits",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audiobookshelf("5:10:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "HOLD RELISTEN_UNCONFIRMED, rule 19"),
                arguments(
                        "19: both moved, the newer counts",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("9:58:00", minutesAgo(3))
                                .audiobookshelf("1:00:00", minutesAgo(9))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(9)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: both moved, neither newer, the further counts",
                        book().agreedAt("9:59:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("9:58:00", minutesAgo(3))
                                .audiobookshelf("1:00:00", minutesAgo(3))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "- AT_THE_END, rule 19"),
                arguments(
                        "19: both reopened and moved: stage D with a new generation",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("5:10:00", minutesAgo(3))
                                .unfinished(AUDIBLE, minutesAgo(3))
                                .audiobookshelf("5:01:00", minutesAgo(9))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(9)),
                        "->ABS 5:10:00, rule 21, generation + 1"),
                arguments(
                        "19: both reopened at the same place",
                        book().agreedAt("5:00:00")
                                .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                .audible("5:10:00", minutesAgo(3))
                                .unfinished(AUDIBLE, minutesAgo(3))
                                .audiobookshelf("5:10:00", minutesAgo(9))
                                .unfinished(AUDIOBOOKSHELF, minutesAgo(9)),
                        "AGREE, rule 20, generation + 1"));
    }

    @Test
    void rule3ALaterMoveForwardOnTheOtherSideBringsThePlaceBack() {
        for (Side gone : Side.values()) {
            Book book = book().agreedAt("5:00:00").nothing(gone);
            String hold = book.cycle();
            assertThat(hold).startsWith("HOLD P").endsWith("rule 3");
            assertThat(book.later(120).cycle()).isEqualTo(hold);
            book.later(120).says(gone.other(), "4:50:00", minutesAgo(-3));
            assertThat(book.cycle()).isEqualTo(hold);
            book.later(120).says(gone.other(), "5:00:30", minutesAgo(-5));
            assertThat(book.cycle())
                    .isEqualTo(
                            gone == AUDIBLE
                                    ? "->AUDIBLE 5:00:30, rule 3"
                                    : "->ABS 5:00:30, rule 3");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }
    }

    @Test
    void rule3WhatWasHeardBeforeThePlaceWasMissedBringsNothingBack() {
        for (Side gone : Side.values()) {
            Book book =
                    book().agreedAt("5:00:00")
                            .nothing(gone)
                            .says(gone.other(), "5:10:00", minutesAgo(3));
            String hold = book.cycle();

            assertThat(hold).startsWith("HOLD P").endsWith("rule 3");
            assertThat(book.later(120).cycle()).isEqualTo(hold);
            assertThat(book.later(120).cycle()).isEqualTo(hold);
        }
    }

    @Test
    void rule3APlaceThatIsDiscardedWhileAWriteToItFailedIsNotBroughtBackByThatMove() {
        Book book = book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(3));
        assertThat(book.cycleWithRefusedWrite()).isEqualTo("->ABS 5:10:00, rule 14");

        book.later(120).nothing(AUDIOBOOKSHELF);

        assertThat(book.cycle()).isEqualTo("HOLD PROGRESS_DISCARDED, rule 3");
    }

    @Test
    void rule3AMoveThatBringsADiscardedBookBackIsNotLostWhileItsWriteCoolsDown() {
        Book book = book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF);
        book.cycle();
        book.later(120).cycle();
        book.later(120).audible("5:01:00", minutesAgo(-4)).wrote(AUDIOBOOKSHELF, book.now);

        assertThat(book.cycle()).isEqualTo("- COOLING_DOWN, rule 45");
        assertThat(book.later(120).cycle()).isEqualTo("->ABS 5:01:00, rule 3");
    }

    @Test
    void rule17AnEchoIsLookedAtOnceMoreAndIsAMoveWithoutATimeThen() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("5:10:00", daysAgo(2));

        assertThat(book.cycle()).isEqualTo("- STALE_ECHO, rule 17");
        assertThat(book.later(120).cycle()).isEqualTo("->AUDIBLE 5:10:00, rule 13");
    }

    @Test
    void rule17AnEchoThatSpringsBackChangesNothing() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("4:00:00", daysAgo(3));
        book.cycle();

        book.later(120).audiobookshelf("5:00:00", minutesAgo(1));

        assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule17AnEchoHasNoTimeSoNeitherSideIsNewer() {
        Book book =
                book().agreedAt("5:00:00")
                        .audible("5:05:00", minutesAgo(3))
                        .audiobookshelf("5:10:00", daysAgo(2));
        book.cycle();

        assertThat(book.later(120).cycle()).isEqualTo("->AUDIBLE 5:10:00, rule 24");
    }

    @Test
    void rule19HearingABookAgainOnAudiobookshelf() {
        Book book =
                book().agreedAt("9:59:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("1:00:00", minutesAgo(9))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(9));

        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(120).audiobookshelf("1:01:59", minutesAgo(7));
        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(120).audiobookshelf("1:02:00", minutesAgo(5));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 1:02:00 UNFIN, rule 19, generation + 1");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule19HearingABookAgainOnAudibleReopensItThereFirst() {
        Book book =
                book().agreedAt("9:59:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audible("1:00:00", minutesAgo(9));

        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(120).audible("1:02:00", minutesAgo(5));
        assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule 19");
        assertThat(book.later(120).cycle())
                .isEqualTo("->ABS 1:02:00 UNFIN, rule 19, generation + 1");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule19FromTheVeryStartNeedsFiveMinutesAndNeverStands() {
        Book book =
                book().agreedAt("9:59:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("0:10", minutesAgo(9))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(9));
        book.cycle();

        assertThat(book.later(Duration.ofHours(1)).cycle())
                .isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(Duration.ofHours(1)).audiobookshelf("5:10", minutesAgo(-90));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:10 UNFIN, rule 19, generation + 1");
    }

    @Test
    void rule19WhatWasHeardOnlyCountsFromTheAgreedPlaceOn() {
        Book book = book().agreedAt("4:00:00");
        book.audiobookshelf("4:05:00", minutesAgo(5)).cycle();
        book.finished(AUDIOBOOKSHELF, minutesAgo(4)).later(60).cycle();
        book.finished(AUDIBLE, minutesAgo(4)).later(60).cycle();
        book.unfinished(AUDIOBOOKSHELF, minutesAgo(-3));

        book.later(60).audiobookshelf("4:05:10", minutesAgo(-3));
        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(60).audiobookshelf("4:05:30", minutesAgo(-4));
        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(120).audiobookshelf("4:07:00", minutesAgo(-6));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 4:07:00 UNFIN, rule 19, generation + 1");
    }

    @Test
    void rule19WhatWasSkippedWasNotHeard() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("5:00:03", minutesAgo(4));
        book.cycle();
        book.later(60)
                .audiobookshelf("6:00:00", minutesAgo(3))
                .unfinished(AUDIOBOOKSHELF, minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");

        book.later(60).audiobookshelf("6:01:00", minutesAgo(2));
        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(60).audiobookshelf("6:02:00", minutesAgo(1));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 6:02:00 UNFIN, rule 19, generation + 1");
    }

    @Test
    void rule19ThePlaceWithinToleranceThatCameBeforeIsNoMoveOfItsOwn() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("5:00:05", minutesAgo(10));
        assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");

        book.later(600)
                .audiobookshelf("5:02:10", minutesAgo(-9))
                .unfinished(AUDIOBOOKSHELF, minutesAgo(-9));

        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
    }

    @Test
    void rule26WaitsUntilTheOtherSideFinishesOrIsLeftAloneForADay() {
        Book book =
                book().agreedAt("5:00:00")
                        .finished(AUDIBLE, minutesAgo(9))
                        .audiobookshelf("5:10:00", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("HOLD FINISHED_ELSEWHERE, rule 26");

        book.later(Duration.ofHours(23)).audiobookshelf("5:20:00", minutesAgo(-60));
        assertThat(book.cycle()).isEqualTo("HOLD FINISHED_ELSEWHERE, rule 26");
        assertThat(book.later(Duration.ofHours(1)).cycle())
                .isEqualTo("HOLD FINISHED_ELSEWHERE, rule 26");
        assertThat(book.later(Duration.ofHours(1)).cycle()).isEqualTo("FIN->ABS, rule 26");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule29IsAResetAfterwards() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("0:00", minutesAgo(3))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(3));

        assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule 29, generation + 1");
        assertThat(book.later(120).cycle()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");
        book.later(300).audiobookshelf("5:00", minutesAgo(-5));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:00, rule 18");
    }
}
