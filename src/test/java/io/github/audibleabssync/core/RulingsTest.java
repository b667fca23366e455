package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.at;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Rulings.Standing;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

/** What a person decides about a book: keep one side, confirm what is held, take writes back (contract §3, §5). */
class RulingsTest {

    private static final long COMMAND = 7;

    @Nested
    class KeepOneSide {

        @Test
        void aHeldJumpBackIsCarriedOver() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("->ABS 1:00:00, rule K");
        }

        @Test
        void aResetIsCarriedOverWhenAPersonSaysSo() {
            Book book = book().agreedAt("5:00:00").audiobookshelf("0:00", minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");

            assertThat(keep(book, AUDIOBOOKSHELF).decision()).isEqualTo("->AUDIBLE 0:00, rule K");
        }

        @Test
        void theOtherSideOfAHeldJumpIsRestored() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));

            assertThat(keep(book, AUDIOBOOKSHELF).decision())
                    .isEqualTo("->AUDIBLE 5:00:00, rule K");
        }

        @Test
        void aConflictIsDecidedEitherWay() {
            Book book =
                    book().agreedAt("1:00:00")
                            .audible("2:00:00", minutesAgo(5))
                            .audiobookshelf("4:00:00", minutesAgo(5));
            assertThat(book.decision()).isEqualTo("HOLD CONFLICT, rule 24");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("->ABS 2:00:00, rule K");
            assertThat(keep(book, AUDIOBOOKSHELF).decision())
                    .isEqualTo("->AUDIBLE 4:00:00, rule K");
        }

        @Test
        void aDiscardedProgressIsBroughtBack() {
            Book book = book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF);
            assertThat(book.decision()).isEqualTo("HOLD PROGRESS_DISCARDED, rule 3");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("->ABS 5:00:00, rule K");
        }

        @Test
        void atFirstSightItReplacesTheWaiting() {
            Book book =
                    book().audible("8:00:00", hoursAgo(90))
                            .audiobookshelf("1:00:00", minutesAgo(5));
            assertThat(book.decision()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("->ABS 8:00:00, rule K");
        }

        @Test
        void aFinishGoesAlong() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("7:00:00", minutesAgo(2))
                            .finished(AUDIOBOOKSHELF, hoursAgo(2));
            assertThat(book.decision()).isEqualTo("HOLD FINISHED_ELSEWHERE, rule 26");

            assertThat(keep(book, AUDIOBOOKSHELF).decision())
                    .isEqualTo("->AUDIBLE 5:00:00 FIN, rule K");
        }

        @Test
        void aReListenOpensTheOtherSideThenItsOwnAndIsOneNewGeneration() {
            Book book =
                    book().agreedAt("9:59:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                            .audible("1:00:00", minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");

            keep(book, AUDIBLE);
            assertThat(book.cycle()).isEqualTo("->ABS 1:00:00 UNFIN, rule K");
            book.later(120);
            assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule K, generation + 1");
            book.later(120);
            assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void itCarriesFlagsWhateverTheSettingSays() {
            Book book =
                    book().flagsNotSynced()
                            .agreedAt("9:59:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                            .unfinished(AUDIBLE, minutesAgo(1))
                            .audible("1:00:00", minutesAgo(1));

            assertThat(keep(book, AUDIBLE).decision())
                    .isEqualTo("->ABS 1:00:00 UNFIN, rule K, generation + 1");
        }

        @Test
        void whereBothAgreeAlreadyItIsAnAgreement() {
            Book book = book().agreedAt("5:00:00");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("AGREE, rule E");
        }

        @Test
        void listeningOnAtTheRightSideDoesNotEndIt() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2));
            book.cycle();
            keep(book, AUDIBLE).later(60).audible("1:02:00", minutesAgo(0));

            assertThat(book.decision()).isEqualTo("->ABS 1:02:00, rule K");
        }

        @Test
        void aJumpElsewhereEndsIt() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2));
            book.cycle();
            keep(book, AUDIBLE).later(60).audible("3:00:00", minutesAgo(0));

            assertThat(book.decision()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
        }

        @Test
        void aFinishOnTheRightSideEndsIt() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2));
            book.cycle();
            keep(book, AUDIBLE).later(60).finished(AUDIBLE, minutesAgo(0));

            assertThat(book.decision()).isEqualTo("FIN->ABS, rule 28");
        }

        @Test
        void aSideThatHoldsNothingCannotBeKept() {
            Book book = book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF);

            assertThat(Rulings.keep(book.situation(), COMMAND, AUDIOBOOKSHELF)).isEmpty();
        }

        @Test
        void listeningOnTheOtherSideEndsIt() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2));
            keep(book, AUDIBLE).audiobookshelf("5:10:00", minutesAgo(0));

            assertThat(book.decision()).isEqualTo("->AUDIBLE 5:10:00, rule 21");
        }

        @Test
        void aPlayerIsNotOverwrittenBecauseAPersonSaidSo() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("1:00:00", minutesAgo(1))
                            .playing(AUDIOBOOKSHELF, "5:00:00");
            book.audiobookshelf("5:00:00", Book.secondsAgo(10));

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("- TARGET_PLAYING, rule 31");
        }

        @Test
        void onceDoneTheRulesGoOn() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            keep(book, AUDIBLE).cycle();

            assertThat(Rulings.standing(book.later(120).situation())).isEqualTo(Standing.DONE);
            assertThat(book.audible("1:02:00", book.now).cycle())
                    .isEqualTo("->ABS 1:02:00, rule 14");
        }

        @Test
        void aPlaceThatVanishedSinceEndsIt() {
            Book kept = keep(book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1)), AUDIBLE);
            Book other =
                    keep(book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1)), AUDIBLE);

            assertThat(Rulings.standing(kept.nothing(AUDIBLE).situation()))
                    .isEqualTo(Standing.LAPSED);
            assertThat(Rulings.standing(other.nothing(AUDIOBOOKSHELF).situation()))
                    .isEqualTo(Standing.LAPSED);
        }

        @ParameterizedTest
        @CsvSource({
            "0:59:55, OPEN",
            "0:59:54, LAPSED",
            "1:00:05, OPEN",
            "1:00:06, LAPSED",
        })
        void aSideThatIsRightMayStandBesideWhereItWasSeenWithinTheTolerance(
                String place, Standing standing) {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            keep(book, AUDIBLE).audible(place, minutesAgo(0));

            assertThat(Rulings.standing(book.situation())).isEqualTo(standing);
        }

        @ParameterizedTest
        @CsvSource({"5:00:05, OPEN", "4:59:55, OPEN", "5:00:06, LAPSED", "4:59:54, LAPSED"})
        void theOtherSideMayStandBesideWhereItWasSeenWithinTheTolerance(
                String place, Standing standing) {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            keep(book, AUDIBLE).audiobookshelf(place, minutesAgo(0));

            assertThat(Rulings.standing(book.situation())).isEqualTo(standing);
        }

        @Test
        void aFinishIsCreatedWithItsPlaceWhereAudiobookshelfHoldsNothing() {
            Book book =
                    book().audible("9:59:00", daysAgo(200))
                            .finished(AUDIBLE, daysAgo(200))
                            .nothing(AUDIOBOOKSHELF);
            assertThat(book.decision()).isEqualTo("- TOO_OLD_TO_IMPORT, rule 10");

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("->ABS 9:59:00 FIN, rule K");
        }

        @Test
        void whereAudiobookshelfHoldsAPlaceOnlyTheFinishGoes() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audiobookshelf("7:00:00", minutesAgo(2))
                            .finished(AUDIBLE, hoursAgo(2));

            assertThat(keep(book, AUDIBLE).decision()).isEqualTo("FIN->ABS, rule K");
        }

        @Test
        void whileASideIsUnknownNothingIsDoneAndItStaysOpen() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            keep(book, AUDIBLE).unknown(AUDIOBOOKSHELF);

            assertThat(book.decision()).isEqualTo("- SIDE_UNKNOWN, rule 1");
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.OPEN);
        }

        @Test
        void theWriteIsTheirs() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));

            assertThat(keep(book, AUDIBLE).decide())
                    .isInstanceOfSatisfying(
                            Decision.Write.class,
                            write ->
                                    assertThat(write.origin())
                                            .isEqualTo(new Origin(Who.PERSON, COMMAND)));
        }
    }

    @Nested
    class ConfirmWhatIsHeld {

        @Test
        void theSideThatJumped() {
            Book book = book().agreedAt("5:00:00").audiobookshelf("1:00:00", minutesAgo(1));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIOBOOKSHELF);
        }

        @Test
        void theSideThatJumpedOnAudible() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void theNewerOfTwoThatWereReset() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("0:10", hoursAgo(3))
                            .audiobookshelf("0:50", minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIOBOOKSHELF);
        }

        @Test
        void theNewerAtFirstSight() {
            Book book =
                    book().audible("8:00:00", hoursAgo(90))
                            .audiobookshelf("1:00:00", minutesAgo(5));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIOBOOKSHELF);
        }

        @Test
        void theNewerOfTwoThatMoved() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("1:00:00", minutesAgo(1))
                            .audiobookshelf("6:00:00", hoursAgo(3));
            assertThat(book.decision()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 25");

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void theNewerOfTwoThatIsAReset() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("0:10", minutesAgo(1))
                            .audiobookshelf("6:00:00", hoursAgo(3));
            assertThat(book.decision()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void theOneSideThatWasReset() {
            Book book = book().agreedAt("5:00:00").audible("0:10", minutesAgo(1));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void theOneThatIsHeardAgain() {
            Book book =
                    book().agreedAt("9:59:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                            .audible("1:00:00", minutesAgo(1));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void theFinishThatWaits() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("7:00:00", minutesAgo(2))
                            .finished(AUDIOBOOKSHELF, hoursAgo(2));

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIOBOOKSHELF);
        }

        @Test
        void inAConflictThePersonHasToSayWhich() {
            Book book =
                    book().agreedAt("1:00:00")
                            .audible("2:00:00", minutesAgo(5))
                            .audiobookshelf("4:00:00", minutesAgo(5));

            assertThat(Rulings.awaitsConfirmation(book.situation())).isEmpty();
        }

        @Test
        void whereNothingIsHeldThereIsNothingToConfirm() {
            assertThat(Rulings.awaitsConfirmation(book().agreedAt("5:00:00").situation()))
                    .isEmpty();
        }
    }

    @Nested
    class TakeWritesBack {

        @Test
        void bothSidesGoBackOneAfterTheOther() {
            Book book = book().agreedAt("6:00:00");
            undo(book, entry(AUDIOBOOKSHELF, "1:00:00", "6:00:00", Origin.RULE));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 1:00:00, rule U");
            book.later(120);
            assertThat(book.cycle()).isEqualTo("->ABS 1:00:00, rule U");
            book.later(120);
            assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.DONE);
        }

        @Test
        void halfDoneItGoesOnAfterARestart() {
            Book book = book().agreedAt("6:00:00");
            undo(book, entry(AUDIOBOOKSHELF, "1:00:00", "6:00:00", Origin.RULE));
            book.cycle();

            assertThat(book.later(3600).cycle()).isEqualTo("->ABS 1:00:00, rule U");
        }

        @Test
        void theCooldownOfOneSideDoesNotHoldUpTheOther() {
            Book book = book().agreedAt("6:00:00").wrote(AUDIBLE, Book.secondsAgo(5));
            undo(book, entry(AUDIBLE, "1:00:00", "6:00:00", Origin.RULE));

            assertThat(book.cycle()).isEqualTo("->ABS 1:00:00, rule U");
            assertThat(book.cycle()).isEqualTo("- COOLING_DOWN, rule 45");
            assertThat(book.later(120).cycle()).isEqualTo("->AUDIBLE 1:00:00, rule U");
        }

        @Test
        void aFinishIsTakenBackWithItsPlace() {
            Book book =
                    book().agreedAt("9:59:30", "5:00:00").agreedFinished(AUDIBLE, AUDIOBOOKSHELF);
            undo(
                    book,
                    row(
                            AUDIOBOOKSHELF,
                            Optional.of(held("5:00:00", false)),
                            held("9:59:30", true),
                            held("5:00:00", true),
                            Rule.R28_AUDIBLE_FINISHED));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:00:00 UNFIN, rule U");
            assertThat(book.later(120).cycle())
                    .isEqualTo("->ABS 4:59:59 UNFIN, rule U, generation + 1");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void aReListenIsTakenBackAndTheFinishIsThereAgain() {
            Book book = book().agreedAt("1:00:00");
            undo(
                    book,
                    row(
                            AUDIOBOOKSHELF,
                            Optional.of(held("9:59:50", true)),
                            held("1:00:00", false),
                            held("1:00:00", false),
                            Rule.R19_RELISTEN));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 9:59:50 FIN, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("->ABS 9:59:50, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("FIN->ABS, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void aSideThatHeldNothingGoesToItsStartAndTheOtherStays() {
            Book book = book().agreedAt("2:00:00");
            undo(
                    book,
                    row(
                            AUDIBLE,
                            Optional.empty(),
                            held("2:00:00", false),
                            held("2:00:00", false),
                            Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 0:00, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void aFinishCarriedAtFirstSightIsTakenBackWhereItWasWrittenOnly() {
            Book book =
                    book().agreedAt("4:30:00", "6:00:00").agreedFinished(AUDIBLE, AUDIOBOOKSHELF);
            undo(
                    book,
                    row(
                            AUDIBLE,
                            Optional.of(held("4:30:00", false)),
                            held("6:00:00", true),
                            held("4:30:00", true),
                            Rule.R10_FIRST_FINISHED));

            assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void anUndoIsUndoneAsAWhole() {
            Book book = book().agreedAt("1:00:00");
            Origin undo = new Origin(Who.UNDO, 3);
            undo(
                    book,
                    entry(AUDIOBOOKSHELF, "6:00:00", "1:00:00", undo),
                    entry(AUDIBLE, "6:00:10", "1:00:00", undo),
                    entry(AUDIOBOOKSHELF, "0:30:00", "6:00:00", Origin.RULE));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 6:00:10, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("->ABS 6:00:00, rule U");
        }

        @Test
        void backToATimeBothSidesGoToWhereTheFirstWriteSinceThenFoundThem() {
            Book book = book().agreedAt("6:00:00");
            List<JournalEntry> journal =
                    List.of(
                            entry(AUDIOBOOKSHELF, "5:00:00", "6:00:00", Origin.RULE),
                            entry(AUDIBLE, "4:00:00", "5:00:00", Origin.RULE),
                            entry(AUDIOBOOKSHELF, "3:00:00", "4:00:00", Origin.RULE));
            rule(book, Undo.plan(book.situation(), COMMAND, journal, Optional.of(hoursAgo(2))));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 3:00:00, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("->ABS 3:00:00, rule U");
        }

        @Test
        void backToATimeBeforeASideHeldAnythingTheOtherGoesToItsPlaceOfThen() {
            Book book = book().agreedAt("6:00:00");
            JournalEntry first = entry(AUDIBLE, "0:00", "12:00", Origin.RULE);
            List<JournalEntry> journal =
                    List.of(
                            entry(AUDIOBOOKSHELF, "9:00", "6:00:00", Origin.RULE),
                            new JournalEntry(
                                    first.book(),
                                    AUDIBLE,
                                    Optional.empty(),
                                    first.source(),
                                    first.after(),
                                    first.agreement(),
                                    Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF,
                                    first.reason(),
                                    first.origin(),
                                    first.confirmed(),
                                    first.at()));

            Ruling.Restore back =
                    Undo.plan(book.situation(), COMMAND, journal, Optional.of(hoursAgo(2)))
                            .orElseThrow();

            assertThat(back.audible()).map(SideState::place).contains(at("0:00"));
            assertThat(back.audiobookshelf()).map(SideState::place).contains(at("12:00"));
        }

        @Test
        void whereBothSidesAreThereAlreadyItIsAnAgreement() {
            Book book = book().agreedAt("1:00:00");
            undo(book, entry(AUDIOBOOKSHELF, "1:00:00", "6:00:00", Origin.RULE));

            assertThat(book.cycle()).isEqualTo("AGREE, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void aSideThatIsEmptyNowIsWhereItWasBeforeIfItHeldNothing() {
            Book book = book().agreedAt("2:00:00").nothing(AUDIBLE);
            undo(
                    book,
                    row(
                            AUDIBLE,
                            Optional.empty(),
                            held("2:00:00", false),
                            held("2:00:00", false),
                            Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF));

            assertThat(book.decision()).isEqualTo("AGREE, rule U");
        }

        @Test
        void aDiscardedSideIsFilledAgain() {
            Book book = book().agreedAt("6:00:00").nothing(AUDIOBOOKSHELF);
            undo(book, entry(AUDIOBOOKSHELF, "1:00:00", "6:00:00", Origin.RULE));

            assertThat(book.cycle()).isEqualTo("->AUDIBLE 1:00:00, rule U");
            assertThat(book.later(120).cycle()).isEqualTo("->ABS 1:00:00, rule U");
        }

        @Test
        void betweenDifferentEditionsOnlyTheWrittenSideGoesBack() {
            Book book = book().agreedAt("6:00:00").aligned(new Alignment.None());

            Ruling.Restore back =
                    Undo.plan(
                                    book.situation(),
                                    COMMAND,
                                    List.of(entry(AUDIBLE, "1:00:00", "6:00:00", Origin.RULE)),
                                    Optional.empty())
                            .orElseThrow();

            assertThat(back.audible()).map(SideState::place).contains(at("1:00:00"));
            assertThat(back.audiobookshelf()).isEmpty();
        }

        @Test
        void noSideIsPutIntoItsLastSecondsUnlessItWasFinishedThere() {
            Book book = book().runtimes("10:00:00", "9:59:00").agreedAt("6:00:00");

            Ruling.Restore back =
                    Undo.plan(
                                    book.situation(),
                                    COMMAND,
                                    List.of(entry(AUDIBLE, "9:59:50", "6:00:00", Origin.RULE)),
                                    Optional.empty())
                            .orElseThrow();

            assertThat(back.audible()).map(SideState::place).contains(at("9:59:45"));
            assertThat(back.audiobookshelf()).map(SideState::place).contains(at("9:58:45"));
        }

        @Test
        void nothingWrittenIsNothingToTakeBack() {
            Book book = book().agreedAt("6:00:00");

            assertThat(Undo.plan(book.situation(), COMMAND, List.of(), Optional.empty())).isEmpty();
            assertThat(
                            Undo.plan(
                                    book.situation(),
                                    COMMAND,
                                    List.of(entry(AUDIBLE, "1:00", "2:00", Origin.RULE)),
                                    Optional.of(minutesAgo(1))))
                    .isEmpty();
        }

        @Test
        void listeningMeanwhileEndsIt() {
            Book book = book().agreedAt("6:00:00");
            undo(book, entry(AUDIOBOOKSHELF, "1:00:00", "6:00:00", Origin.RULE));
            book.audible("6:10:00", minutesAgo(0));

            assertThat(book.decision()).isEqualTo("->ABS 6:10:00, rule 14");
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
        }
    }

    @Nested
    class LetGo {

        @Test
        void aReleaseStandsUntilSomethingIsAgreed() {
            Book book = book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(1));
            rule(book, Optional.of(new Ruling.Release(Rulings.ground(book.situation(), COMMAND))));

            assertThat(Rulings.isReleased(book.situation())).isTrue();
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.OPEN);
            assertThat(book.cycle()).isEqualTo("->ABS 5:10:00, rule 14");
            assertThat(Rulings.isReleased(book.situation())).isFalse();
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.DONE);
        }

        @Test
        void anotherRulingIsNoRelease() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));

            assertThat(Rulings.isReleased(keep(book, AUDIBLE).situation())).isFalse();
        }

        @Test
        void whereNobodyRuledEverythingIsDone() {
            assertThat(Rulings.standing(book().agreedAt("5:00:00").situation()))
                    .isEqualTo(Standing.DONE);
        }
    }

    @Nested
    class SayWhatHolds {

        @Test
        void aPausedBookIsHeldWhateverHappens() {
            Book book = book().agreedAt("1:00:00").paused().audible("2:00:00", minutesAgo(1));

            assertThat(book.decision()).isEqualTo("HOLD PAUSED, rule P");
        }

        @Test
        void aBooksOwnPolicyReplacesTheSetting() {
            Book book =
                    book().conflict(ConflictPolicy.HOLD)
                            .agreedAt("1:00:00")
                            .audible("2:00:00", minutesAgo(50))
                            .audiobookshelf("4:00:00", minutesAgo(5));
            assertThat(book.decision()).isEqualTo("HOLD CONFLICT, rule 21");

            book.state =
                    book.state.withWishes(
                            Wishes.NONE.withConflict(Optional.of(ConflictPolicy.AUDIBLE)));

            assertThat(book.decision()).isEqualTo("->ABS 2:00:00, rule 21");
        }

        @Test
        void differentEditionsCountAlikeOrByTheirShareWhenAPersonSaysSo() {
            Book book =
                    book().runtimes("10:00:00", "5:00:00")
                            .aligned(new Alignment.None())
                            .audible("2:00:00", minutesAgo(5));
            assertThat(book.decision()).isEqualTo("HOLD EDITION_MISMATCH, rule §1");

            book.state = book.state.withWishes(Wishes.NONE.withEdition(Edition.SAME));
            assertThat(book.decision()).isEqualTo("->ABS 2:00:00, rule 5");
            book.state = book.state.withWishes(Wishes.NONE.withEdition(Edition.SCALED));
            assertThat(book.decision()).isEqualTo("->ABS 1:00:00, rule 5");
        }
    }

    // --- helpers

    private static Book keep(Book book, Side side) {
        return rule(book, Rulings.keep(book.situation(), COMMAND, side));
    }

    private static Book undo(Book book, JournalEntry... journal) {
        return rule(book, Undo.plan(book.situation(), COMMAND, List.of(journal), Optional.empty()));
    }

    private static Book rule(Book book, Optional<? extends Ruling> ruling) {
        book.state =
                book.state.withWishes(Wishes.NONE.withRuling(Optional.of(ruling.orElseThrow())));
        return book;
    }

    private static BookKey key() {
        return book().pair().key();
    }

    private static Agreement agreement() {
        return new Agreement("item", held("1:00", false), held("1:00", false), 0, 1, hoursAgo(1));
    }

    private static SideState held(String place, boolean finished) {
        return new SideState(at(place), finished, Optional.empty());
    }

    /** A write; the later in the arguments of {@link #undo}, the older. */
    private static JournalEntry entry(Side side, String before, String after, Origin origin) {
        return row(
                side,
                Optional.of(held(before, false)),
                held(after, false),
                held(after, false),
                Rule.R14_AUDIBLE_FORWARD,
                origin);
    }

    private static JournalEntry row(
            Side side, Optional<SideState> before, SideState source, SideState after, Rule rule) {
        return row(side, before, source, after, rule, Origin.RULE);
    }

    private static JournalEntry row(
            Side side,
            Optional<SideState> before,
            SideState source,
            SideState after,
            Rule rule,
            Origin origin) {
        return new JournalEntry(
                key(),
                side,
                before,
                Optional.of(source),
                after,
                agreement(),
                rule,
                Reason.MOVED,
                origin,
                Confirmation.CONFIRMED,
                hoursAgo(1));
    }
}
