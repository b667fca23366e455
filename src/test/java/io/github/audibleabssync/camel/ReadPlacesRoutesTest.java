package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The routes of {@code 30-read-places}: a side that cannot be read is unknown, and nothing follows from it. */
class ReadPlacesRoutesTest {

    private static final Duration START = Duration.ofHours(2);

    @TempDir Path folder;

    @Test
    void bothSidesAreReadInOneRequestEach() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.clearLogs();
            rig.clock.step(Rig.INTERVAL);

            Exchange read = Steps.run(rig, "read-places", "", Map.of("sweepOnly", false));

            assertThat(Steps.cycle(read).positions()).hasSize(2);
            assertThat(Steps.cycle(read).entries()).hasSize(2);
            assertThat(rig.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"AUDIBLE", "AUDIOBOOKSHELF"})
    void aSideThatDoesNotAnswerIsUnknownAndTheOtherIsRead(Side side) throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.faults().always(on("GET", "/1.0/annotations"), Fault.status(404));
            rig.audiobookshelf.faults().always(on("GET", "/api/me"), Fault.status(302));
            (side == Side.AUDIBLE ? rig.audiobookshelf : rig.audible).faults().clear();
            rig.clock.step(Rig.INTERVAL);

            Exchange read = Steps.run(rig, "read-places", "", Map.of("sweepOnly", false));

            assertThat(read.getException()).isNull();
            assertThat(Steps.cycle(read).failure(side)).isPresent();
            assertThat(Steps.cycle(read).failure(side.other())).isEmpty();
        }
    }

    @Test
    void entriesThatDidNotChangeAreNotSentAgain() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.clearLogs();

            Exchange read = Steps.run(rig, "read-audiobookshelf-places");

            assertThat(rig.audiobookshelf.log().all())
                    .extracting(LoggedRequest::status)
                    .containsExactly(304);
            assertThat(Steps.cycle(read).entries()).containsOnlyKeys(book.itemId());
        }
    }

    @Test
    void aServerWithoutTheListIsAskedForTheUser() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.audiobookshelf.asVersion226();
            rig.start();

            Exchange read = Steps.run(rig, "read-audiobookshelf-places");

            assertThat(Steps.cycle(read).entries()).containsOnlyKeys(book.itemId());
        }
    }

    @Test
    void anItemIsProvenOrGoneOrNeither() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook here = rig.bookAt(START);
            PracticeBook gone = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.remove(gone.itemId());

            Cycle found =
                    Steps.cycle(Steps.run(rig, "prove-item", "", Map.of("itemId", here.itemId())));
            Cycle missed =
                    Steps.cycle(Steps.run(rig, "prove-item", "", Map.of("itemId", gone.itemId())));
            rig.audiobookshelf.faults().always(on("GET", "/api/items"), Fault.status(500));
            Exchange unknown = Steps.run(rig, "prove-item", "", Map.of("itemId", gone.itemId()));

            assertThat(found.isProven(here.itemId())).isTrue();
            assertThat(missed.isGone(gone.itemId())).isTrue();
            assertThat(unknown.getException()).isNull();
            assertThat(Steps.cycle(unknown).isGone(gone.itemId())).isFalse();
            assertThat(Steps.cycle(unknown).isProven(gone.itemId())).isFalse();
        }
    }

    @Test
    void aFlagThatCannotBeReadStaysUnread() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            Cycle cycle = new Cycle(rig.clock.instant());
            cycle.unreadFlags().add(book.asin());
            Map<String, Object> variables = Map.of("cycle", cycle, "asin", book.asin());
            rig.audible.faults().always(on("GET", "/1.0/stats"), Fault.status(404));

            assertThat(Steps.run(rig, "read-finished-flag", "", variables).getException()).isNull();
            assertThat(cycle.unreadFlags()).containsExactly(book.asin());

            rig.audible.faults().clear();
            Steps.run(rig, "read-finished-flag", "", variables);

            assertThat(cycle.unreadFlags()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "read-places, choose-the-books",
        "read-places, each-batch",
        "read-audible-places, take-over-positions",
        "read-audiobookshelf-places, take-over-entries",
    })
    void aStepThatFailsUnexpectedlyGivesTheCycleUpAndTheNextOneDoesIt(String route, String step)
            throws Exception {
        Steps.assertGivenUp(folder, route, step);
    }
}
