package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The routes of {@code 15-hear-commands}: what people ask of the daemon, and what it answers. */
class HearCommandsRoutesTest {

    private static final Duration START = Duration.ofHours(5);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration BACK = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    void whoAsksIsHeardWithinASecondOrTwoAndACycleRuns() throws Exception {
        try (Rig rig = new Rig(folder).withTimers()) {
            PracticeBook book = rig.bookAt(START);
            rig.start();
            Awaitility.await().until(() -> rig.state(book).agreement().isPresent());

            long id = rig.store().ask(Command.of(Kind.SYNC, "cli", rig.clock.instant()));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(8))
                    .untilAsserted(
                            () ->
                                    assertThat(rig.store().findAnswer(id))
                                            .map(Answer::outcome)
                                            .contains(Command.Outcome.DONE));
        }
    }

    @Test
    void nobodyAskedSoNothingIsRead() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            Steps.byHand(rig, "sync-when-asked");
            rig.clearLogs();

            Steps.run(rig, "tick");

            assertThat(rig.requests()).isZero();
        }
    }

    // --- confirm and keep

    @Test
    @Covers(Rule.CHOSEN)
    void aConfirmedJumpIsCarriedOverAndTheJournalSaysThatAPersonAskedForIt() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.DONE);
            assertThat(answer.text()).contains("Audible: 1:00:00, Audiobookshelf: 1:00:00");
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(BACK);
            JournalEntry entry = rig.store().listJournal(Rig.key(book)).getFirst();
            assertThat(entry.origin().who()).isEqualTo(Who.PERSON);
            assertThat(entry.rule()).isEqualTo(Rule.CHOSEN);
            assertThat(entry.before().orElseThrow().place().fromStart()).isEqualTo(START);
            assertThat(entry.source().orElseThrow().place().fromStart()).isEqualTo(BACK);
            rig.nextCycles(3);
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.state(book).wishes()).isEqualTo(Wishes.NONE);
        }
    }

    @Test
    void theKeptSideIsWrittenOverTheOneThatJumped() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);

            Answer answer = rig.ask(keep(book, Side.AUDIOBOOKSHELF), Kind.KEEP);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.DONE);
            assertThat(rig.onAudible(book)).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        }
    }

    @Test
    void whereNothingWaitsThereIsNothingToConfirm() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.REFUSED);
            assertThat(answer.text())
                    .contains("5:00:00")
                    .contains("Audible: 5:00:00, Audiobookshelf: 5:00:00.");
        }
    }

    @Test
    void aSideThatIsAwayIsWaitedForAndTheDecisionStandsUntilThen() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            rig.audiobookshelf.faults().always(Faults.everyRequest(), Fault.status(503));

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.WAITS);
            assertThat(answer.text()).contains("as soon as possible");

            rig.restart();
            rig.audiobookshelf.faults().clear();
            rig.nextCycles(2);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(BACK);
        }
    }

    @Test
    void listeningAfterTheDecisionOverrulesIt() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.REFUSED);
            assertThat(answer.text()).contains("listened to meanwhile");
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    // --- undo

    @Test
    @Covers(Rule.UNDONE)
    void anUndoPutsBothSidesBackIsJournalledAndCanItselfBeUndone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));

            undo(rig, book);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
            assertThat(rig.onAudible(book)).isEqualTo(START);
            assertThat(rig.store().listJournal(Rig.key(book)))
                    .hasSize(3)
                    .extracting(entry -> entry.origin().who())
                    .startsWith(Who.UNDO, Who.UNDO);
            rig.nextCycles(5);
            assertThat(rig.journal(book)).isEqualTo(3);

            undo(rig, book);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
            assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD));
            rig.nextCycles(5);
            assertThat(rig.journal(book)).isEqualTo(5);
        }
    }

    @Test
    void anUndoGoesBackToATime() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            Instant before = rig.clock.instant();
            for (int night = 0; night < 3; night++) {
                rig.listener.listenOnPhone(book.asin(), HEARD);
                rig.nextCycle();
            }

            rig.ask(command -> command.about(Rig.key(book)).backTo(before), Kind.UNDO);
            rig.cycleUntil(() -> rig.state(book).wishes().ruling().isEmpty());

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
            assertThat(rig.onAudible(book)).isEqualTo(START);
        }
    }

    @Test
    void aFinishIsTakenBackOnBothSides() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.finishByButton(book.itemId());
            rig.nextCycle();
            assertThat(rig.agreement(book).audible().finished()).isTrue();

            undo(rig, book);

            assertThat(rig.agreement(book).audible().finished()).isFalse();
            assertThat(rig.agreement(book).audiobookshelf().finished()).isFalse();
            assertThat(rig.onAudiobookshelf(book)).isCloseTo(START, Duration.ofSeconds(2));
            assertThat(rig.agreement(book).generation()).isEqualTo(1);
        }
    }

    @Test
    void withoutAWriteThereIsNothingToUndo() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            Answer answer = rig.ask(Kind.UNDO, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.REFUSED);
            assertThat(answer.text()).contains("Nothing was written");
        }
    }

    // --- pause and policy

    @Test
    @Covers(Rule.PAUSED)
    void aPausedBookIsReadAndNotWrittenUntilItIsResumed() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook other = rig.bookAt(START);
            rig.start().nextCycle();

            assertThat(rig.ask(Kind.PAUSE, book).text())
                    .isEqualTo("Paused. To go on: audible-abs-sync resume " + Rig.key(book));
            rig.restart();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.listener.listenOnPhone(other.asin(), HEARD);
            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PAUSED);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(other)).isEqualTo(START.plus(HEARD));

            rig.ask(Kind.RESUME, book);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    @Test
    void everythingIsPausedAcrossARestart() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            rig.ask(command -> command, Kind.PAUSE);
            rig.restart();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PAUSED);
            assertThat(rig.writesToAudiobookshelf()).isEmpty();

            rig.ask(command -> command, Kind.RESUME);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    @Test
    void aBooksOwnPolicyHoldsWhereTheSettingWouldWrite() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            Answer answer =
                    rig.ask(
                            command -> command.about(Rig.key(book)).saying("conflict=hold"),
                            Kind.POLICY);
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD.dividedBy(2));
            Cycle cycle = rig.nextCycle();

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.DONE);
            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.CONFLICT);
        }
    }

    @Test
    void anUnknownPolicyIsRefusedWithWhatThereIs() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();

            Answer answer =
                    rig.ask(
                            command -> command.about(Rig.key(book)).saying("conflict=mine"),
                            Kind.POLICY);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.REFUSED);
            assertThat(answer.text()).contains("conflict=mine", "furthest", "edition=apart");
        }
    }

    // --- plan and apply

    @Test
    void aPlanTellsWhatTheNextCycleWouldDoAndDoesNothing() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            var before = rig.store().listBooks();

            Answer answer = rig.ask(command -> command, Kind.PLAN);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.DONE);
            assertThat(answer.text())
                    .contains("\"book\":\"" + book.asin() + "\"")
                    .contains("\"side\":\"abs\",\"place\":\"5:30:00\"")
                    .contains("\"rule\":\"14\"");
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.store().listBooks()).isEqualTo(before);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    @Test
    void whatTheSafetyStopHoldsGoesWhenAPersonAppliesIt() throws Exception {
        try (Rig rig = new Rig(folder).with("SYNC_COOLDOWN_SECONDS", "1")) {
            List<PracticeBook> books = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                books.add(rig.bookAt(START));
            }
            rig.start().nextCycles(2);
            Instant jumped = rig.clock.instant();
            books.forEach(book -> rig.audible.prepare(book.asin(), new Place(BACK), jumped));
            Cycle stopped = rig.nextCycles(9);
            assertThat(books)
                    .allSatisfy(
                            book ->
                                    assertThat(Rig.reason(stopped, book))
                                            .isEqualTo(Reason.SAFETY_STOP));
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.ask(command -> command, Kind.PLAN).text())
                    .contains("\"heldBySafetyStop\":true");

            Answer answer = rig.ask(command -> command, Kind.APPLY);

            assertThat(answer.text())
                    .isEqualTo("12 of 12 writes that the safety stop held are done.");
            assertThat(books)
                    .allSatisfy(book -> assertThat(rig.onAudiobookshelf(book)).isEqualTo(BACK));
        }
    }

    @Test
    void withoutASafetyStopThereIsNothingToApply() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();

            assertThat(rig.ask(command -> command, Kind.APPLY).outcome())
                    .isEqualTo(Command.Outcome.REFUSED);
        }
    }

    // --- what may come in between

    @Test
    void inADryRunNobodyDecidesAnything() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            rig.stop();
            rig.with("DRY_RUN", "true").start();

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Command.Outcome.REFUSED);
            assertThat(answer.text()).contains("DRY_RUN=true");
        }
    }

    @Test
    void whatWasAskedLongAgoIsNotDoneNow() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            long id =
                    rig.store()
                            .ask(
                                    Command.of(Kind.CONFIRM, "cli", rig.clock.instant())
                                            .about(Rig.key(book)));
            rig.stop();
            rig.clock.step(Duration.ofMinutes(11));
            rig.start().cycle();

            assertThat(rig.store().findAnswer(id))
                    .map(Answer::outcome)
                    .contains(Command.Outcome.REFUSED);
            assertThat(Rig.decision(rig.cycle(), book).outcome()).isNotNull();
        }
    }

    @Test
    void anUndoThatAKillInterruptedIsNotTakenForTheNextOne() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.nextCycle();
            long id =
                    rig.store()
                            .ask(
                                    Command.of(Kind.UNDO, "cli", rig.clock.instant())
                                            .about(Rig.key(book)));
            rig.cycle();
            assertThat(rig.store().findAnswer(id)).isEmpty();

            rig.restart();
            rig.nextCycles(3);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
            assertThat(rig.onAudible(book)).isEqualTo(START);
            assertThat(rig.store().findAnswer(id))
                    .map(Answer::outcome)
                    .contains(Command.Outcome.DONE);
            assertThat(rig.journal(book)).isEqualTo(3);
        }
    }

    // --- helpers

    /** Until it is done: a side that was written a moment ago has to wait for its cooldown. */
    private static void undo(Rig rig, PracticeBook book) {
        Answer answer = rig.ask(Kind.UNDO, book);
        assertThat(answer.outcome()).isNotEqualTo(Command.Outcome.REFUSED);
        rig.cycleUntil(() -> rig.state(book).wishes().ruling().isEmpty());
    }

    private PracticeBook heldJump(Rig rig) throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.seekOnPhone(book.asin(), new Place(BACK));
        assertThat(Rig.decision(rig.nextCycle(), book).outcome()).isEqualTo(Outcome.HOLD);
        return book;
    }

    private static UnaryOperator<Command> keep(PracticeBook book, Side side) {
        return command -> command.about(Rig.key(book)).keeping(side);
    }
}
