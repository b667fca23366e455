package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes of {@code 40-sync-book}: each book is decided, and one that cannot be holds up no other. */
class SyncBookRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    @Test
    void aBookThatNobodyMovedIsDecidedOnWhatIsKnown() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.clearLogs();

            Exchange decided = Steps.run(rig, "sync-book", Rig.key(book), Map.of());

            assertThat(Steps.cycle(decided).resolved()).hasSize(1);
            assertThat(rig.requests()).isZero();
        }
    }

    @Test
    void aBookThatLeftALibraryIsNotDecided() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.library.onAudibleOnly(1).getFirst();
            rig.start().nextCycle();

            Exchange left = Steps.run(rig, "sync-book", Rig.key(book), Map.of());

            assertThat(left.getException()).isNull();
            assertThat(Steps.cycle(left).resolved()).isEmpty();
        }
    }

    @Test
    void aBookThatCannotBeDecidedWaitsAlone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start();
            Steps.spoil(rig, "sync-book", "resolve-conflict").set(true);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).isEmpty();
            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(rig.state(book).putOff()).isPresent();
        }
    }

    @Test
    void theEditionIsLearntBeforeTheFirstWriteAndOnlyThen() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            AtomicInteger asked = Steps.count(rig, "sync-book", "resolve-conflict-again");
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycles(2);

            assertThat(asked).hasValue(1);
            assertThat(rig.audible.log().count("GET", "/1.0/content")).isEqualTo(1);
        }
    }

    @Test
    void anEditionThatCannotBeLearntFailsItsRoute() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.faults().always(on("GET", "/1.0/content"), Fault.status(404));

            Exchange failed = Steps.run(rig, "learn-edition", "", Map.of("book", Rig.key(book)));

            assertThat(failed.getException()).isInstanceOf(UnexpectedAnswer.class);
            assertThat(rig.bean("books", Books.class).audio(book.asin())).isEmpty();
        }
    }

    @Test
    void chaptersAreAskedForOnlyWhereTheLengthsDiffer() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<Duration> chapters = List.of(Duration.ofHours(5), Duration.ofHours(5));
            PracticeBook other =
                    rig.library.otherEdition(
                            Duration.ofHours(10),
                            chapters,
                            Duration.ofHours(8),
                            List.of(Duration.ofHours(3), Duration.ofHours(5)));
            rig.place(other, START, START);
            rig.bookAt(START);
            rig.start();

            Cycle cycle = rig.nextCycle();

            assertThat(rig.audiobookshelf.log().count("GET", "/api/items/")).isEqualTo(1);
            assertThat(cycle.resolved()).hasSize(2);
        }
    }

    @Test
    void chaptersThatCannotBeLearntFailTheirRouteAndAnItemThatIsGoneHasNone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.faults().next(1, on("GET", "/api/items"), Fault.malformedJson());
            Map<String, Object> variables = Map.of("book", Rig.key(book));

            Exchange failed = Steps.run(rig, "learn-chapters", "", variables);

            assertThat(failed.getException()).isInstanceOf(UnexpectedAnswer.class);

            rig.audiobookshelf.remove(book.itemId());
            Exchange gone = Steps.run(rig, "learn-chapters", "", variables);

            assertThat(gone.getException()).isNull();
            assertThat(rig.bean("books", Books.class).knowsChapters(book.itemId())).isTrue();
        }
    }
}
