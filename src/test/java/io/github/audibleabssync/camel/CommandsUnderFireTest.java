package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.FinishSetting;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.StateStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What people ask when it is least convenient: at once, twice, while something fails, and after they were overtaken. */
class CommandsUnderFireTest {

    private static final Duration START = Duration.ofHours(5);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final Duration BACK = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    void whoIsOverruledByALaterWordIsNotToldThatItIsDone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            long first = rig.store().ask(keep(rig, book, Side.AUDIBLE));
            long second = rig.store().ask(keep(rig, book, Side.AUDIOBOOKSHELF));

            rig.cycle();
            rig.nextCycles(2);

            assertThat(answer(rig, first).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(answer(rig, first).text()).contains("Something else was asked");
            assertThat(answer(rig, second).outcome()).isEqualTo(Outcome.DONE);
            assertThat(rig.onAudible(book)).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        }
    }

    @Test
    void aPlanIsNotMadeByAStepOfTheFirstSweep() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            long id = rig.store().ask(Command.of(Kind.PLAN, "cli", rig.clock.instant()));

            rig.cycle(true);
            assertThat(rig.store().findAnswer(id)).isEmpty();

            rig.cycle();
            assertThat(answer(rig, id).text()).contains(book.asin().toString());
        }
    }

    /** It took back the write before that one. */
    @Test
    void aWriteThatIsOnItsWayIsNotTakenBackYet() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
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
            rig.audible.faults().always(on("GET", "/1.0/annotations"), Fault.status(500));
            Answer tooEarly = rig.ask(Kind.UNDO, book);
            rig.audible.faults().clear();
            rig.nextCycle();
            Answer inTime = rig.ask(Kind.UNDO, book);
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(THERE));

            assertThat(tooEarly.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(tooEarly.text()).contains("on its way");
            assertThat(inTime.outcome()).isNotEqualTo(Outcome.REFUSED);
            assertThat(rig.onAudible(book)).isEqualTo(THERE);
        }
    }

    @Test
    void applyingDoesNotOverruleWhatWasDecidedForOneBook() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = stopped(rig);
            PracticeBook kept = books.getFirst();
            long keep = rig.store().ask(keep(rig, kept, Side.AUDIOBOOKSHELF));
            long apply = rig.store().ask(Command.of(Kind.APPLY, "cli", rig.clock.instant()));

            rig.cycle();
            rig.nextCycles(3);

            assertThat(answer(rig, keep).outcome()).isEqualTo(Outcome.DONE);
            assertThat(answer(rig, apply).text())
                    .isEqualTo("11 of 11 writes that the safety stop held are done.");
            assertThat(rig.onAudible(kept)).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(kept)).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(books.getLast())).isEqualTo(BACK);
        }
    }

    @Test
    void whatTheSafetyStopHeldAndSprangBackIsNotReleasedForLater() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = stopped(rig);
            Instant now = rig.clock.instant();
            books.forEach(book -> rig.audible.prepare(book.asin(), new Place(START), now));

            Answer answer = rig.ask(command -> command, Kind.APPLY);
            rig.nextCycles(2);

            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(books)
                    .allSatisfy(
                            book ->
                                    assertThat(rig.state(book).wishes().ruling())
                                            .as("ruling")
                                            .isEmpty());
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
        }
    }

    @Test
    void anAnswerThatCannotBeStoredIsGivenLaterAsItWasAndDrivesNoCycles() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        try (Rig rig = new Rig(folder)) {
            rig.withStore(store -> failing(store, "answer", failing));
            PracticeBook book = heldJump(rig);
            long id =
                    rig.store()
                            .ask(
                                    Command.of(Kind.CONFIRM, "cli", rig.clock.instant())
                                            .about(Rig.key(book)));
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            failing.set(true);

            rig.cycle();
            assertThat(rig.bean("commands", Commands.class).isAsked()).isFalse();
            rig.nextCycles(2);
            failing.set(false);
            rig.nextCycle();

            assertThat(answer(rig, id).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(answer(rig, id).text()).contains("listened to meanwhile");
        }
    }

    @Test
    void aConfirmationWhileASideIsAwaySaysWhichSide() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            rig.audiobookshelf.faults().always(Faults.everyRequest(), Fault.status(503));
            rig.nextCycle();

            Answer answer = rig.ask(Kind.CONFIRM, book);

            assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(answer.text()).contains("Audiobookshelf could not be read");
        }
    }

    @Test
    void aKeptSideIsCarriedOverAfterAnOutageThatBeganBeforeItWasAsked() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heldJump(rig);
            rig.audible.faults().always(Faults.everyRequest(), Fault.status(503));
            rig.nextCycle();

            Answer answer = rig.ask(command -> keep(rig, book, Side.AUDIBLE), Kind.KEEP);
            assertThat(answer.outcome()).isEqualTo(Outcome.WAITS);
            rig.audible.faults().clear();
            rig.nextCycles(4);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(BACK);
        }
    }

    @Test
    void aFinishPressedAfterAnUndoAndBeforeTheNextCycleStays() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heard(rig);
            rig.ask(Kind.UNDO, book);
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(START));

            rig.listener.finishByButton(book.itemId());
            rig.nextCycles(3);

            assertThat(rig.agreement(book).audiobookshelf().finished()).isTrue();
            assertThat(rig.agreement(book).audible().finished()).isTrue();
            assertThat(rig.agreement(book).generation()).isZero();
        }
    }

    @Test
    void undoAfterUndoAfterUndoWithLostAnswersEndsWhereTheLastWordSays() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heard(rig);
            for (Duration expected : List.of(START, THERE, START)) {
                rig.audiobookshelf
                        .faults()
                        .next(1, Faults.on("POST", "/api/session"), Fault.loseAnswer());
                rig.audible
                        .faults()
                        .next(1, Faults.on("PUT", "/1.0/lastpositions"), Fault.loseAnswer());
                rig.ask(Kind.UNDO, book);
                rig.cycleUntil(() -> rig.state(book).wishes().ruling().isEmpty());

                assertThat(rig.onAudible(book)).isEqualTo(expected);
                assertThat(rig.onAudiobookshelf(book)).isEqualTo(expected);
            }
            assertThat(rig.journal(book)).isEqualTo(1 + 3 * 2);
            int writes = rig.writesToAudible().size() + rig.writesToAudiobookshelf().size();
            rig.nextCycles(4);
            assertThat(rig.writesToAudible().size() + rig.writesToAudiobookshelf().size())
                    .isEqualTo(writes);
        }
    }

    @Test
    void tenWordsAtOnceAreAllAnsweredAndTheLastCounts() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = heard(rig);
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(
                        rig.store()
                                .ask(
                                        Command.of(Kind.UNDO, "cli", rig.clock.instant())
                                                .about(Rig.key(book))));
                ids.add(rig.store().ask(Command.of(Kind.PLAN, "cli", rig.clock.instant())));
                ids.add(rig.store().ask(keep(rig, book, Side.AUDIBLE)));
            }
            ids.add(
                    rig.store()
                            .ask(
                                    Command.of(Kind.PAUSE, "cli", rig.clock.instant())
                                            .about(Rig.key(book))));
            ids.add(rig.store().ask(Command.of(Kind.SYNC, "cli", rig.clock.instant())));
            ids.add(
                    rig.store()
                            .ask(
                                    Command.of(Kind.RESUME, "cli", rig.clock.instant())
                                            .about(Rig.key(book))));

            rig.cycleUntil(
                    () ->
                            ids.stream().allMatch(id -> rig.store().findAnswer(id).isPresent())
                                    && rig.state(book).wishes().ruling().isEmpty());

            assertThat(rig.onAudible(book)).isEqualTo(rig.onAudiobookshelf(book));
        }
    }

    @Test
    void aFinishThatTheLibrarySettingMadeIsTakenBackAndNotWrittenOverAndOver() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.audiobookshelf.finishSetting(
                    PracticeAudiobookshelf.BOOKS, FinishSetting.atPercent(90));
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(250));
            rig.nextCycles(3);
            assertThat(rig.agreement(book).audible().finished()).isTrue();

            rig.ask(Kind.UNDO, book);
            rig.cycleUntil(() -> rig.state(book).wishes().ruling().isEmpty());

            assertThat(rig.agreement(book).audible().finished()).isFalse();
            assertThat(rig.agreement(book).audiobookshelf().finished()).isFalse();
            assertThat(rig.journal(book)).isEqualTo(4);
        }
    }

    // --- helpers

    private static Answer answer(Rig rig, long id) {
        return rig.store().findAnswer(id).orElseThrow();
    }

    private static Command keep(Rig rig, PracticeBook book, Side side) {
        return Command.of(Kind.KEEP, "cli", rig.clock.instant()).about(Rig.key(book)).keeping(side);
    }

    private PracticeBook heldJump(Rig rig) throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.seekOnPhone(book.asin(), new Place(BACK));
        assertThat(Rig.reason(rig.nextCycle(), book)).isEqualTo(Reason.REWIND_UNCONFIRMED);
        return book;
    }

    private PracticeBook heard(Rig rig) throws Exception {
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        rig.listener.listenOnPhone(book.asin(), HEARD);
        rig.nextCycle();
        assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        return book;
    }

    /** Twelve books that jumped back, confirmed by standing, and held by rule 42. */
    private List<PracticeBook> stopped(Rig rig) throws Exception {
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
        return books;
    }

    private static StateStore failing(StateStore real, String method, AtomicBoolean failing) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (_, called, arguments) -> {
                            if (failing.get() && called.getName().equals(method)) {
                                throw new StateStoreFailed("the disk is full; make room");
                            }
                            try {
                                return called.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
