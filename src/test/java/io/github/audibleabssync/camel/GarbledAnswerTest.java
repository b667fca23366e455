package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A service does what it is asked, and its answer cannot be read: the write is in the journal all the same, once. */
class GarbledAnswerTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("half a document", Fault.malformedJson()),
                Arguments.of("a truncated body", Fault.truncatedBody()),
                Arguments.of("nothing", Fault.status(200, "").afterApplying()),
                Arguments.of("a document of nothing", Fault.status(200, "{}").afterApplying()),
                Arguments.of("a page", Fault.htmlPage().afterApplying()),
                Arguments.of("502 of a gateway", Fault.status(502).afterApplying()));
    }

    @ParameterizedTest(name = "Audible answers {0}")
    @MethodSource("answers")
    void aPlaceThatAudibleStoredIsInTheJournal(String name, Fault fault) throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, on("PUT", "/1.0/lastpositions"), fault);

            rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).as(name).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).putOff()).isEmpty();
        }
    }

    @ParameterizedTest(name = "Audiobookshelf answers {0}")
    @MethodSource("answers")
    void aPlaceThatAudiobookshelfStoredIsInTheJournal(String name, Fault fault) throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.faults().next(1, on("POST", "/api/session/local-all"), fault);

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).as(name).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).putOff()).isEmpty();
        }
    }

    /** It was given back at once, and a place that was written had no row in the journal. */
    @Test
    void aPlaceThatAudiobookshelfStoredBeforeItRefusedTheRepeatIsInTheJournal() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf
                    .faults()
                    .next(
                            1,
                            on("POST", "/api/session/local-all"),
                            Fault.status(502).afterApplying())
                    .next(1, on("POST", "/api/session/local-all"), Fault.status(404))
                    .next(1, on("PATCH", "/api/me/progress"), Fault.status(404));

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aPlaceThatAudibleStoredBeforeItRefusedTheRepeatIsInTheJournal() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .next(1, on("PUT", "/1.0/lastpositions"), Fault.status(502).afterApplying())
                    .next(1, on("PUT", "/1.0/lastpositions"), Fault.status(400));

            rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aPlaceThatWasRefusedGivesItsClaimBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, on("PUT", "/1.0/lastpositions"), Fault.status(400));

            rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(START);
            assertThat(rig.journal(book)).isZero();
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).putOff().orElseThrow().failures()).isEqualTo(1);
        }
    }

    @Test
    void aPageInsteadOfEveryAnswerMakesTheBookWaitLongerEachTime() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf
                    .faults()
                    .always(on("POST", "/api/session/local-all"), Fault.htmlPage());

            rig.nextCycle();

            assertThat(rig.state(book).putOff().orElseThrow().failures()).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();

            rig.cycleUntil(() -> rig.writesToAudiobookshelf().size() == 2);

            assertThat(rig.state(book).putOff().orElseThrow().failures()).isEqualTo(2);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);

            rig.audiobookshelf.faults().clear();
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(THERE));
        }
    }
}
