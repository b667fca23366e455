package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A title that makes Audible answer 400 for every request that names it. */
class RefusedTitleTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final String POSITIONS = "/1.0/annotations";

    @TempDir Path folder;

    private static void refuse(Rig rig, PracticeBook book) {
        rig.audible
                .faults()
                .always(
                        request ->
                                request.is("GET", POSITIONS)
                                        && request.parameter("asins")
                                                .orElse("")
                                                .contains(book.asin().value()),
                        Fault.status(400));
    }

    @ParameterizedTest(name = "with {0} requests a cycle")
    @ValueSource(ints = {1, 2})
    void aTitleThatAudibleRefusesDoesNotKeepItsBatchUnknown(int requests) throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", Integer.toString(requests));
            List<PracticeBook> books = rig.library.books(20);
            books.forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(2);
            PracticeBook refused = books.get(13);
            refuse(rig, refused);
            books.forEach(book -> rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD));

            for (int cycle = 0; cycle < 24; cycle++) {
                long before = rig.audible.log().count("GET", POSITIONS);
                Cycle one = rig.nextCycle();
                int readBacks = one.looks() + (one.intents().isEmpty() ? 0 : 4);
                assertThat(rig.audible.log().count("GET", POSITIONS) - before)
                        .isLessThanOrEqualTo((long) requests + readBacks);
            }

            assertThat(books)
                    .filteredOn(book -> !book.equals(refused))
                    .allSatisfy(
                            book -> assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD)));
            assertThat(rig.onAudible(refused)).isEqualTo(START);
            assertThat(rig.state(refused).putOff()).isPresent();
            assertThat(rig.state(refused).last().orElseThrow().reason())
                    .isEqualTo(Reason.TITLE_REFUSED);
        }
    }

    @Test
    void aRefusedTitleThatIsTakenAgainIsSyncedAgainAndTheOthersNeverWait() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = rig.library.books(8);
            books.forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(2);
            PracticeBook refused = books.getFirst();
            refuse(rig, refused);
            rig.nextCycles(8);
            assertThat(rig.state(refused).putOff()).isPresent();

            for (int cycle = 0; cycle < 12; cycle++) {
                assertThat(rig.nextCycle().succeeded()).isTrue();
            }

            rig.audible.faults().clear();
            rig.listener.listenOnPhone(refused.asin(), HEARD);
            rig.nextCycles(10);

            assertThat(rig.onAudiobookshelf(refused)).isEqualTo(START.plus(HEARD));
            assertThat(rig.state(refused).putOff()).isEmpty();
        }
    }

    @Test
    void anAudibleThatRefusesEverythingIsAnOutageAndNoBooksFailure() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = rig.library.books(8);
            books.forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(2);
            rig.audible.faults().always(on("GET", POSITIONS), Fault.status(400));

            for (int cycle = 0; cycle < 20; cycle++) {
                assertThat(rig.nextCycle().succeeded()).isFalse();
            }

            rig.audible.faults().clear();
            books.forEach(book -> rig.listener.listenOnPhone(book.asin(), HEARD));
            rig.nextCycle();
            rig.nextCycle();

            assertThat(books)
                    .allSatisfy(
                            book -> {
                                assertThat(rig.state(book).putOff()).isEmpty();
                                assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
                            });
        }
    }
}
