package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.CommandQueue;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code kill -9} during an undo, at each step of either of its two writes: both sides go back all the same, each is written
 * once, and the undo is not taken for something to undo.
 */
class KilledDuringUndoTest {

    private static final Duration FORWARD = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Every step that only a cycle with a write passes, and what comes right before and after. */
    private static final List<String> STEPS =
            List.of(
                    "after-take-commands",
                    "before-claim",
                    "claimed",
                    "on-record",
                    "answered",
                    "sent",
                    "after-remember-write",
                    "before-answer-commands");

    @TempDir Path folder;

    @Test
    void whereverItIsKilledTheUndoIsDoneOnceAndWhole() throws Exception {
        try (PracticeHome home = new PracticeHome(folder).withHaltingRoutes()) {
            List<PracticeBook> books = home.books(2 * STEPS.size() + 2);
            home.start();
            home.awaitAgreements(books);
            books.forEach(book -> home.listener.listenOnPhone(book.asin(), FORWARD));
            for (PracticeBook book : books) {
                awaitRows(home, book, 1);
            }

            int next = 0;
            for (String step : STEPS) {
                killInFirstWrite(home, books.get(next++), step);
                killInSecondWrite(home, books.get(next++), step);
            }
            killAtRequest(home, books.get(next++), Side.AUDIBLE);
            killAtRequest(home, books.get(next++), Side.AUDIOBOOKSHELF);
            home.awaitCycles(5);

            assertThat(books).allSatisfy(book -> assertUndone(home, book));
            assertThat(home.openClaims()).isEmpty();
        }
    }

    /** The order is there before the command: the step is passed for the first time by the undo's first write. */
    private static void killInFirstWrite(PracticeHome home, PracticeBook book, String step) {
        if (step.endsWith("commands")) {
            killBesideTheFirstCycle(home, book, step);
            return;
        }
        home.haltAt(step);
        undo(home, book);
        restart(home, book);
    }

    /** Each cycle passes this step: the order follows the command's first request. */
    private static void killBesideTheFirstCycle(PracticeHome home, PracticeBook book, String step) {
        undo(home, book);
        home.haltAt(step);
        restart(home, book);
    }

    private static void killInSecondWrite(PracticeHome home, PracticeBook book, String step) {
        home.audible.faults().afterApply(1, PracticeHome.writeTo(book), () -> home.haltAt(step));
        undo(home, book);
        restart(home, book);
    }

    private static void killAtRequest(PracticeHome home, PracticeBook book, Side side) {
        Faults faults = side == Side.AUDIBLE ? home.audible.faults() : home.audiobookshelf.faults();
        faults.afterApply(1, PracticeHome.writeTo(book), home.daemon()::kill);
        undo(home, book);
        restart(home, book);
    }

    private static void restart(PracticeHome home, PracticeBook book) {
        home.daemon().awaitEnd(Duration.ofSeconds(30));
        home.start();
        awaitRows(home, book, 3);
        home.awaitState(
                "the undo of '%s' is over".formatted(book.title()),
                PATIENCE,
                store ->
                        store.listOpenCommands().isEmpty()
                                && store.listBooks()
                                        .getOrDefault(PracticeHome.key(book), BookState.NEW)
                                        .wishes()
                                        .ruling()
                                        .isEmpty());
    }

    private static void undo(PracticeHome home, PracticeBook book) {
        try (CommandQueue queue = StateFile.openForCommands(home.state())) {
            long _ =
                    queue.ask(
                            Command.of(Kind.UNDO, "cli", Instant.now())
                                    .about(PracticeHome.key(book)));
        }
    }

    private static void awaitRows(PracticeHome home, PracticeBook book, int rows) {
        home.awaitState(
                "%d writes to '%s'".formatted(rows, book.title()),
                PATIENCE,
                store -> store.listJournal(PracticeHome.key(book)).size() >= rows);
    }

    private static void assertUndone(PracticeHome home, PracticeBook book) {
        assertThat(home.listener.placeOnPhone(book.asin())).contains(PracticeHome.FIRST);
        assertThat(home.listener.placeOnAudiobookshelf(book.itemId())).contains(PracticeHome.FIRST);
        List<JournalEntry> journal =
                home.inState(store -> store.listJournal(PracticeHome.key(book)));
        assertThat(journal)
                .extracting(entry -> entry.origin().who())
                .containsExactly(Who.UNDO, Who.UNDO, Who.RULE);
        assertThat(home.applied(book)).hasSize(3);
    }
}
