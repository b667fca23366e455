package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What {@code 90-failure-policy} repeats: how often, for how long, and that it ends. */
class FailurePolicyRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    static Stream<Arguments> readsOfAudible() {
        return Stream.of(
                Arguments.of("500", Fault.status(500), 4),
                Arguments.of("503", Fault.status(503), 4),
                Arguments.of("no byte", Fault.closeWithoutAnswer(), 4),
                Arguments.of("a truncated body", Fault.truncatedBody(), 4),
                Arguments.of("nothing for a second", Fault.hang(), 1),
                Arguments.of("garbage", Fault.status(200, "no JSON"), 1),
                Arguments.of("404", Fault.status(404), 1),
                Arguments.of("401", Fault.status(401), 1),
                Arguments.of("429", Fault.tooManyRequests(Duration.ofMinutes(1)), 1));
    }

    @ParameterizedTest(name = "Audible answers {0}: a reading is tried {2} times in all")
    @MethodSource("readsOfAudible")
    void aReadingIsRepeatedWhenThatMayHelpAndTheRepeatsEnd(String name, Fault fault, int tries)
            throws Exception {
        try (Rig rig = new Rig(folder).with("REQUEST_TIMEOUT_SECONDS", "1")) {
            rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.audible.faults().always(on("GET", "/1.0"), fault);
            rig.clearLogs();
            Instant before = Instant.now();
            rig.clock.step(Duration.ofSeconds(20));

            rig.cycle();

            assertThat(rig.audible.log().total()).as(name).isEqualTo(tries);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aReadingThatExhaustedItsRepeatsTakesNoneFromTheNextStep() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(500));
            rig.audible.faults().next(3, on("GET", "/1.0"), Fault.status(500));
            rig.clearLogs();
            rig.clock.step(Duration.ofSeconds(20));

            Cycle cycle = rig.cycle();

            assertThat(rig.audiobookshelf.log().total()).isEqualTo(4);
            assertThat(rig.audible.log().total()).isEqualTo(4);
            assertThat(cycle.failure(Side.AUDIBLE)).isEmpty();
        }
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotRepeated() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().always(on("PUT", "/1.0"), Fault.closeWithoutAnswer());

            rig.nextCycle();

            assertThat(rig.placeWritesToAudible()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedFourTimesAndTheCycleEnds() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.stop();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).isFalse();

            rig.audiobookshelf.restart();
            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }
}
