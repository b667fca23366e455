package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.at;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Symptoms that the decision core once had, each as a listener would tell it. */
class CorrectionsTest {

    @Test
    void whatWasListenedToBeforeTheFinishDoesNotConfirmHearingTheBookAgain() {
        Book book = book().agreedAt("4:00:00");
        book.audiobookshelf("4:05:00", minutesAgo(5)).cycle();
        book.finished(AUDIOBOOKSHELF, minutesAgo(4)).later(60).cycle();
        book.finished(AUDIBLE, minutesAgo(4));

        book.later(60)
                .audiobookshelf("4:05:01", minutesAgo(-2))
                .unfinished(AUDIOBOOKSHELF, minutesAgo(-2));

        assertThat(book.decision()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
    }

    @Test
    void aPlaceThatIsAlmostThereIsAgreedAsItIsAndIsNoMoveOfTheOtherSideAfterwards() {
        Book book =
                book().aligned(new Alignment.Identity(Duration.ofSeconds(30)))
                        .agreedAt("5:00:00", "5:00:30")
                        .audible("5:01:00", minutesAgo(1));

        assertThat(book.cycle()).isEqualTo("AGREE, rule E");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void aPlaceHeardElsewhereIsNotForgottenWhenABookIsMarkedAsNotFinished() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audible("5:30:00", minutesAgo(9))
                        .audiobookshelf("0:00", minutesAgo(8))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(8));

        assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule 29, generation + 1");
        assertThat(book.state.agreement().orElseThrow().audible().place()).isEqualTo(at("5:00:00"));
    }

    @Test
    void twoResetsOfWhichNeitherIsNewerAreNotWrittenUnconfirmed() {
        Book book =
                book().agreedAt("5:00:00")
                        .audible("0:50", minutesAgo(3))
                        .audiobookshelf("0:10", minutesAgo(3));

        assertThat(book.decision()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");
    }

    @Test
    void noPolicySetsAWellBegunBookToItsStartAtFirstSight() {
        Book book =
                book().conflict(ConflictPolicy.AUDIBLE)
                        .audible("0:30", minutesAgo(3))
                        .audiobookshelf("5:00:00", hoursAgo(3));

        assertThat(book.decision()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
    }

    @Test
    void aPolicyDecidesUnderTheNumberOfTheRuleWhoseOutcomeItReplaces() {
        Book book =
                book().conflict(ConflictPolicy.FURTHEST)
                        .audible("3:00:00", minutesAgo(3))
                        .audiobookshelf("5:00:00", hoursAgo(3));

        assertThat(book.decision()).isEqualTo("->AUDIBLE 5:00:00, rule 8");
    }

    @Test
    void aMoveThatBringsADiscardedBookBackIsNotLostWhenItsWriteIsRefused() {
        Book book = book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF);
        assertThat(book.cycle()).isEqualTo("HOLD PROGRESS_DISCARDED, rule 3");
        book.later(120).cycle();
        book.later(120).audible("5:01:00", minutesAgo(-4));

        assertThat(book.cycleWithRefusedWrite()).isEqualTo("->ABS 5:01:00, rule 3");
        assertThat(book.later(120).cycle()).isEqualTo("->ABS 5:01:00, rule 3");
    }

    @Test
    void aFinishThatWasDiscardedIsNotLostWithoutANewGeneration() {
        Book book =
                book().agreedAt("5:00:00").agreedFinished(AUDIOBOOKSHELF).nothing(AUDIOBOOKSHELF);
        book.cycle();
        book.later(120).audible("5:01:00", minutesAgo(-1));

        assertThat(book.cycle()).isEqualTo("->ABS 5:01:00, rule 3, generation + 1");
    }

    @Test
    void aBookReopenedOnTheOnlySideThatWasFinishedIsARelistenAndWaits() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIOBOOKSHELF)
                        .audiobookshelf("5:01:00", minutesAgo(1))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(1));

        assertThat(book.decision()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
    }

    @Test
    void theLastMinutesOfTheOnlyFinishedSideAreNeverWritten() {
        Book book =
                book().agreedAt("9:59:00")
                        .agreedFinished(AUDIOBOOKSHELF)
                        .audiobookshelf("9:58:00", minutesAgo(1))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(1));

        assertThat(book.decision()).isEqualTo("- AT_THE_END, rule 19");
    }

    @Test
    void aPlaceOnAudiobookshelfIsNotSwallowedWhenAudibleIsMarkedAsNotFinished() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .unfinished(AUDIBLE, minutesAgo(5))
                        .audiobookshelf("5:10:00", minutesAgo(4))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(4));

        assertThat(book.decision()).isEqualTo("->AUDIBLE 5:10:00, rule 13, generation + 1");
    }

    @Test
    void theOnlyFinishIsNotClearedWithoutANewGeneration() {
        Book book = book().agreedAt("9:59:00", "2:00:00").agreedFinished(AUDIBLE);
        book.audible("1:00:00", minutesAgo(5)).cycle();
        book.later(180).audible("1:03:00", minutesAgo(-1));

        assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule 19, generation + 1");
    }

    @Test
    void aBookIsNotReopenedByAPlaceAtWhichTheLibraryFinishesIt() {
        Book book =
                book().finishesFrom("9:00:00")
                        .agreedAt("9:20:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .unfinished(AUDIBLE, minutesAgo(5));

        assertThat(book.decision()).isEqualTo("HOLD REOPENED_AT_END, rule 30");
    }

    @Test
    void hearingABookAgainWhereAudiobookshelfStandsAlreadyReopensItBesideThatPlace() {
        Book book = book().agreedAt("5:00:00", "3:03:00").agreedFinished(AUDIOBOOKSHELF);
        book.audible("3:00:00", minutesAgo(5)).cycle();
        book.later(180).audible("3:03:00", minutesAgo(-3));

        assertThat(book.decision()).isEqualTo("->ABS 3:02:59 UNFIN, rule 19, generation + 1");
    }

    @Test
    void aBookThatAudibleNeverPlayedDoesNotSetAudiobookshelfToItsStart() {
        Book book =
                book().agreedAt("0:00", "9:59:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .nothing(AUDIBLE);

        assertThat(book.decision()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 30");
    }

    @Test
    void aBookHeardToItsEndTakesItsPlaceAlongEvenWhereFlagsAreNotCarriedOver() {
        Book book =
                book().flagsNotSynced()
                        .agreedAt("5:00:00")
                        .audiobookshelf("9:58:00", minutesAgo(1))
                        .finished(AUDIOBOOKSHELF, minutesAgo(1));

        assertThat(book.cycle()).isEqualTo("->AUDIBLE 9:58:00, rule 27");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void aFinishThatIsNotCarriedOverIsNoDiscardedProgressAfterwards() {
        Book book =
                book().flagsNotSynced()
                        .audible("9:59:00", minutesAgo(5))
                        .finished(AUDIBLE, minutesAgo(5));

        assertThat(book.cycle()).isEqualTo("- FLAGS_NOT_SYNCED, rule 10");
        assertThat(book.later(120).cycle()).isEqualTo("- FLAGS_NOT_SYNCED, rule 10");
    }

    @Test
    void aPlaceFirstReadWhileTheClockWasUnknownIsNotTooOldForEver() {
        Book book = book().audible("3:00:00", daysAgo(3)).clockWanders(AUDIBLE);
        assertThat(book.cycle()).isEqualTo("- TOO_OLD_TO_IMPORT, rule 5");

        book.audibleClock = ServerClock.IN_STEP;

        assertThat(book.later(120).cycle()).isEqualTo("->ABS 3:00:00, rule 5");
    }

    @Test
    void whatWasListenedToWithAnotherItemConfirmsNothingAtTheFirstSightOfTheNewOne() {
        Book book = book().agreedAt("4:00:00");
        book.audible("4:10:00", minutesAgo(20)).cycle();
        book.later(120).audible("4:12:00", minutesAgo(-2));

        book.item("other item").audiobookshelf("6:00:00", daysAgo(3));

        assertThat(book.cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        assertThat(book.later(120).cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        book.later(120).audible("4:14:30", minutesAgo(-6));
        assertThat(book.cycle()).isEqualTo("->ABS 4:14:30, rule 8");
    }

    @Test
    void oneStepForwardInAFinishedBookIsNotYetListening() {
        Book book =
                book().agreedAt("5:00:00")
                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                        .audiobookshelf("5:10:00", minutesAgo(3))
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(3));

        assertThat(book.cycle()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
        book.later(120).audiobookshelf("5:12:00", minutesAgo(1));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:12:00 UNFIN, rule 19, generation + 1");
    }

    @Test
    void aFinishThatMovesFromOneSideToTheOtherIsANewGenerationWhereFlagsAreNotCarriedOver() {
        Book book =
                book().flagsNotSynced()
                        .agreedAt("5:00:00")
                        .agreedFinished(AUDIOBOOKSHELF)
                        .unfinished(AUDIOBOOKSHELF, minutesAgo(3))
                        .finished(AUDIBLE, minutesAgo(3));

        assertThat(book.decision()).isEqualTo("AGREE, rule 28, generation + 1");
    }

    @Test
    void aPlayerWhoseClockIsADayAheadDoesNotTakeTheOtherSideBack() {
        Book book =
                book().agreedAt("2:00:00")
                        .audible("5:00:00", minutesAgo(5))
                        .audiobookshelf("2:30:00", daysAgo(-1));

        assertThat(book.cycle()).isEqualTo("HOLD CONFLICT, rule 24");
        assertThat(book.later(Duration.ofDays(2)).cycle()).isEqualTo("HOLD CONFLICT, rule 24");
    }

    @Test
    void aPlayerWhoseClockIsADayAheadIsNotTakenForPlayingAllDay() {
        Book book = book().agreedAt("2:00:00").audiobookshelf("2:10:00", daysAgo(-1));
        book.cycle();
        book.later(120).audiobookshelf("2:12:00", daysAgo(-1).plusSeconds(120)).cycle();

        book.later(Duration.ofHours(3)).audible("3:00:00", minutesAgo(-180));

        assertThat(book.decision()).isEqualTo("->ABS 3:00:00, rule 14");
    }
}
