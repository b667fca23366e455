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
import io.github.audibleabssync.core.Rulings.Standing;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What may happen to a book between a person's word and the moment when both sides are as that word wants them. */
class RulingsUnderFireTest {

    private static final long COMMAND = 7;

    @Nested
    class FlagsThatMoveMeanwhile {

        @Test
        void aFinishPressedRightAfterAKeptPlaceWasWrittenIsNotTakenBack() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            keep(book, AUDIBLE);
            assertThat(book.cycle()).isEqualTo("->ABS 1:00:00, rule K");

            book.later(120).finished(AUDIOBOOKSHELF, book.now);

            assertThat(book.decision()).isEqualTo("FIN->AUDIBLE, rule 27");
            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.DONE);
        }

        @Test
        void aFinishPressedBeforeAKeptPlaceIsWrittenEndsTheRuling() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(9));
            keep(book, AUDIBLE).later(60).finished(AUDIOBOOKSHELF, book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
        }

        @Test
        void aFinishPressedDuringAnUndoEndsIt() {
            Book book = book().agreedAt("6:00:00");
            undo(book, entry(AUDIOBOOKSHELF, held("1:00:00", false), held("6:00:00", false)));
            assertThat(book.cycle()).isEqualTo("->AUDIBLE 1:00:00, rule U");

            book.later(120).finished(AUDIOBOOKSHELF, book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
            assertThat(book.decision()).isEqualTo("FIN->AUDIBLE, rule 27");
        }

        @Test
        void aFinishPressedRightAfterAnUndoStays() {
            Book book = book().agreedAt("6:00:00");
            undo(book, entry(AUDIOBOOKSHELF, held("1:00:00", false), held("6:00:00", false)));
            book.cycle();
            book.later(120).cycle();

            book.later(120).finished(AUDIBLE, book.now);

            assertThat(book.decision()).isEqualTo("FIN->ABS, rule 28");
        }

        @Test
        void aBookFinishedAgainWhileItsFinishIsTakenBackStaysFinished() {
            Book book =
                    book().agreedAt("9:59:30", "5:00:00").agreedFinished(AUDIBLE, AUDIOBOOKSHELF);
            undo(book, entry(AUDIOBOOKSHELF, held("5:00:00", false), held("5:00:00", true)));
            assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:00:00 UNFIN, rule U");

            book.later(120).finished(AUDIBLE, book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
            assertThat(book.decision()).isEqualTo("AGREE, rule 9");
        }

        @Test
        void aFlagClearedRightAfterAnUndoRestoredItIsNotSetAgain() {
            Book book = book().agreedAt("1:00:00");
            undo(book, entry(AUDIOBOOKSHELF, held("9:59:50", true), held("1:00:00", false)));
            book.cycle();
            book.later(120).cycle();
            assertThat(book.later(120).cycle()).isEqualTo("FIN->ABS, rule U");

            book.later(120).unfinished(AUDIBLE, book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
        }

        @Test
        void aKeptFinishThatWasClearedMeanwhileIsNotCarriedOver() {
            Book book =
                    book().agreedAt("5:00:00")
                            .audible("7:00:00", minutesAgo(2))
                            .finished(AUDIOBOOKSHELF, hoursAgo(2));
            book.cycle();
            keep(book, AUDIOBOOKSHELF).later(60).unfinished(AUDIOBOOKSHELF, book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
        }
    }

    @Nested
    class WhereTheLibraryFinishesByItself {

        @Test
        void anUndoneFinishIsOpenedBeforeThePlaceThatWouldFinishItAgain() {
            Book book =
                    book().finishesFrom("9:00:00")
                            .agreedAt("9:10:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF);
            undo(book, entry(AUDIBLE, held("9:10:00", false), held("9:10:00", true)));

            assertThat(book.cycle()).isEqualTo("UNFIN->AUDIBLE, rule U");
            assertThat(book.later(120).cycle())
                    .isEqualTo("->ABS 8:59:59 UNFIN, rule U, generation + 1");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }

        @Test
        void aConfirmedReopeningAtTheEndIsWrittenBeforeThatPlace() {
            Book book =
                    book().finishesFrom("9:00:00")
                            .agreedAt("9:10:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                            .unfinished(AUDIBLE, minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD REOPENED_AT_END, rule 30");

            assertThat(keep(book, AUDIBLE).cycle())
                    .isEqualTo("->ABS 8:59:59 UNFIN, rule K, generation + 1");
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }
    }

    @Nested
    class RuntimesThatChange {

        @Test
        void anUndonePlaceBeyondARuntimeThatWasLearntSinceEndsAtItsEnd() {
            Book book = book().agreedAt("1:00:00");
            undo(book, entry(AUDIOBOOKSHELF, held("9:59:55", true), held("1:00:00", false)));
            book.runtimes("9:59:30", "9:59:30");

            for (int cycles = 0; cycles < 4; cycles++) {
                book.cycle();
                book.later(120);
            }

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.DONE);
            assertThat(book.decision()).isEqualTo("- IN_SYNC, rule 12");
        }
    }

    @Nested
    class Confirmations {

        @Test
        void aResetThatThePolicyHoldsIsWhatIsConfirmedNotTheNewerSide() {
            Book book =
                    book().conflict(ConflictPolicy.AUDIBLE)
                            .agreedAt("5:00:00")
                            .audible("0:00", minutesAgo(30))
                            .audiobookshelf("5:10:00", minutesAgo(2));
            assertThat(book.decision()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void atFirstSightTheSideThatThePolicyChoosesIsConfirmed() {
            Book book =
                    book().conflict(ConflictPolicy.AUDIBLE)
                            .audible("0:30", minutesAgo(90))
                            .audiobookshelf("5:10:00", minutesAgo(2));
            assertThat(book.decision()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 7");

            assertThat(Rulings.awaitsConfirmation(book.situation())).contains(AUDIBLE);
        }

        @Test
        void twoPlacesThatNeverAgreedAreNotConfirmedWithoutSayingWhich() {
            Book book =
                    book().agreedAt("5:00:00", "2:00:00")
                            .agreedFinished(AUDIBLE)
                            .unfinished(AUDIBLE, minutesAgo(1));
            assertThat(book.decision()).isEqualTo("HOLD CONFLICT, rule 30");

            assertThat(Rulings.awaitsConfirmation(book.situation())).isEmpty();
        }
    }

    @Nested
    class Outages {

        @Test
        void whatIsAskedWhileASideIsAwayIsDoneWhenItIsThereAgain() {
            Book book = book().agreedAt("6:00:00");
            book.cycle();
            Reading there = book.audiobookshelf;
            book.later(120).unknown(AUDIOBOOKSHELF).cycle();
            undo(book, entry(AUDIOBOOKSHELF, held("1:00:00", false), held("6:00:00", false)));

            book.later(120).says(AUDIOBOOKSHELF, there);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.OPEN);
            assertThat(book.cycle()).isEqualTo("->AUDIBLE 1:00:00, rule U");
        }

        @Test
        void aSideThatIsAwayCanBeKept() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            book.cycle();
            Reading there = book.audible;
            book.later(120).unknown(AUDIBLE).cycle();
            keep(book, AUDIBLE);

            book.later(120).says(AUDIBLE, there);

            assertThat(book.decision()).isEqualTo("->ABS 1:00:00, rule K");
        }
    }

    @Nested
    class Releases {

        @Test
        void whatIsReleasedAndSpringsBackIsNoLongerReleased() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1));
            release(book);
            assertThat(Rulings.isReleased(book.situation())).isTrue();

            book.later(60).audible("5:00:00", book.now);

            assertThat(Rulings.standing(book.situation())).isEqualTo(Standing.LAPSED);
            assertThat(Rulings.isReleased(book.situation())).isFalse();
        }

        @Test
        void whatIsReleasedMayBeListenedOn() {
            Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2));
            book.cycle();
            release(book).later(60).audible("1:02:00", book.now);

            assertThat(Rulings.isReleased(book.situation())).isTrue();
        }
    }

    @Nested
    class Remedies {

        @Test
        void anOldFinishWithoutAPlaceIsKeptOnTheSideThatHasIt() {
            Book book =
                    book().audible("0:00", daysAgo(200))
                            .finished(AUDIBLE, daysAgo(200))
                            .nothing(AUDIOBOOKSHELF);
            assertThat(book.decision()).isEqualTo("- TOO_OLD_TO_IMPORT, rule 10");

            assertThat(Remedy.find(book.situation(), book.decide()))
                    .contains("audible-abs-sync keep audible B00TEST001");
        }

        @Test
        void aDiscardedFinishIsKeptOnTheSideThatHasIt() {
            Book book =
                    book().agreedAt("0:00", "9:59:00")
                            .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                            .nothing(AUDIOBOOKSHELF);
            assertThat(book.decision()).isEqualTo("HOLD PROGRESS_DISCARDED, rule 3");

            assertThat(Remedy.find(book.situation(), book.decide()))
                    .contains("audible-abs-sync keep audible B00TEST001");
        }
    }

    // --- helpers

    private static Book keep(Book book, Side side) {
        return rule(book, Rulings.keep(book.situation(), COMMAND, side));
    }

    private static Book undo(Book book, JournalEntry... journal) {
        return rule(book, Undo.plan(book.situation(), COMMAND, List.of(journal), Optional.empty()));
    }

    private static Book release(Book book) {
        return rule(
                book, Optional.of(new Ruling.Release(Rulings.ground(book.situation(), COMMAND))));
    }

    private static Book rule(Book book, Optional<? extends Ruling> ruling) {
        book.state =
                book.state.withWishes(Wishes.NONE.withRuling(Optional.of(ruling.orElseThrow())));
        return book;
    }

    private static SideState held(String place, boolean finished) {
        return new SideState(at(place), finished, Optional.empty());
    }

    private static JournalEntry entry(Side side, SideState before, SideState after) {
        return new JournalEntry(
                book().pair().key(),
                side,
                Optional.of(before),
                Optional.of(after),
                after,
                new Agreement("item", after, after, 0, 1, hoursAgo(1)),
                Rule.R14_AUDIBLE_FORWARD,
                Reason.MOVED,
                Origin.RULE,
                Confirmation.CONFIRMED,
                hoursAgo(1));
    }
}
