package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/** The routes of {@code 20-find-books}: what is found is paired, what cannot be asked for stays as it was. */
class FindBooksRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    private static final String ITEMS = "/api/libraries/" + PracticeAudiobookshelf.BOOKS;

    @Test
    void aBookThatComesToBothSidesIsPairedWhenItIsTimeToLook() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "600");
            rig.bookAt(START);
            rig.start().nextCycle();
            PracticeBook late = rig.library.book(Duration.ofHours(10));
            rig.clock.step(Duration.ofMinutes(10));
            Steps.run(rig, "find-books");

            assertThat(rig.bean("books", Books.class).find(Rig.key(late))).isPresent();
        }
    }

    @Test
    void beforeItIsTimeNobodyIsAsked() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.clearLogs();

            Steps.run(rig, "find-books");

            assertThat(rig.requests()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/api/libraries", "/1.0/library"})
    void aListThatCannotBeHadFailsNoCycleAndTheKnownBooksGoOn(String path) throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.clock.step(Duration.ofDays(2));
            rig.audible.faults().next(1, on("GET", path), Fault.status(404));
            rig.audiobookshelf.faults().next(1, on("GET", path), Fault.status(404));
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clearLogs();

            Cycle cycle = rig.cycle();

            assertThat(cycle.succeeded()).isTrue();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aListOfItemsThatIsNotCompleteReplacesNone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.remove(book.itemId());
            rig.audiobookshelf.faults().always(on("GET", ITEMS), Fault.malformedJson());

            Exchange failed = Steps.run(rig, "list-audiobookshelf-items");

            assertThat(failed.getException()).hasCauseInstanceOf(UnexpectedAnswer.class);
            assertThat(rig.bean("books", Books.class).knowsItem(book.itemId())).isTrue();
        }
    }

    @Test
    void itemsThatCannotBeListedAreAskedForFourTimesAndTheReasonIsTold() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start();
            rig.audiobookshelf.faults().always(on("GET", ITEMS), Fault.status(500));

            Exchange tried = Steps.run(rig, "try-to-list-audiobookshelf");

            assertThat(tried.getException()).isNull();
            assertThat(rig.audiobookshelf.log().count("GET", ITEMS)).isEqualTo(4);
            assertThat(Steps.cycle(tried).isDiscoveryFailed(Side.AUDIOBOOKSHELF)).isTrue();
            assertThat(Steps.cycle(tried).failure(Side.AUDIOBOOKSHELF).orElseThrow())
                    .startsWith("Audiobookshelf could not answer 'items'");
        }
    }

    @Test
    void aLibraryThatBreaksOffReplacesNoTitleAndIsReadAgain() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            PracticeBook late = rig.library.book(Duration.ofHours(10));
            rig.audible.faults().next(1, on("GET", "/1.0/library"), Fault.malformedJson());

            Exchange failed = Steps.run(rig, "list-audible-library");

            assertThat(failed.getException()).isInstanceOf(UnexpectedAnswer.class);
            assertThat(rig.bean("books", Books.class).title(late.asin())).isEmpty();

            Steps.run(rig, "list-audible-library");

            assertThat(rig.bean("books", Books.class).title(late.asin())).isPresent();
        }
    }

    @Test
    void aFlagThatChangedIsLearntThoughItsAnswerWasLostAtFirst() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.finishOnPhone(book.asin());
            rig.audible.faults().next(1, on("GET", "/1.0/stats"), Fault.closeWithoutAnswer());

            Exchange read = Steps.run(rig, "read-finished-flags");

            assertThat(read.getException()).isNull();
            assertThat(rig.bean("books", Books.class).title(book.asin()).orElseThrow().finished())
                    .contains(true);
        }
    }

    @Test
    void aStepThatFailsUnexpectedlyGivesTheCycleUpAndTheNextOneDoesIt() throws Exception {
        Steps.assertGivenUp(folder, "find-books", "list-when-due");
    }
}
