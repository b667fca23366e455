package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeItem;
import io.github.audibleabssync.practice.PracticeServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A side that does not answer, or answers nonsense: nothing follows from it. */
class OutageTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("500", Fault.status(500)),
                Arguments.of("503 with a page", Fault.htmlPage()),
                Arguments.of("garbage", Fault.status(200, "%&/ no JSON")),
                Arguments.of("an empty body", Fault.status(200, "")),
                Arguments.of("an empty document", Fault.status(200, "{}")),
                Arguments.of("an empty array", Fault.status(200, "[]")),
                Arguments.of("null", Fault.status(200, "null")),
                Arguments.of("half a document", Fault.malformedJson()),
                Arguments.of("a truncated body", Fault.truncatedBody()),
                Arguments.of("no byte", Fault.closeWithoutAnswer()),
                Arguments.of("no answer", Fault.hang()),
                Arguments.of("401", Fault.status(401)),
                Arguments.of("403", Fault.status(403)),
                Arguments.of("404", Fault.status(404)),
                Arguments.of("204", Fault.status(204, "")),
                Arguments.of("302", Fault.status(302).header("Location", "/login")),
                Arguments.of("429", Fault.tooManyRequests(Duration.ofMinutes(1))));
    }

    @ParameterizedTest(name = "Audiobookshelf answers {0}: no place on Audible changes")
    @MethodSource("faults")
    @Covers(Rule.R1_SIDE_UNKNOWN)
    void whileAudiobookshelfIsOutNoPlaceOnAudibleChanges(String name, Fault fault)
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("REQUEST_TIMEOUT_SECONDS", "1");
            PracticeBook moved = rig.bookAt(START);
            PracticeBook still = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(moved.itemId(), HEARD);
            rig.audiobookshelf.faults().always(on("GET", "/api"), fault);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).as(name).isFalse();
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(Rig.reason(cycle, still)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(rig.agreement(still).audiobookshelf().place().fromStart()).isEqualTo(START);

            rig.audiobookshelf.faults().clear();
            rig.cycleUntil(() -> rig.onAudible(moved).equals(THERE));

            assertThat(rig.onAudible(still)).isEqualTo(START);
            assertThat(rig.placeWritesToAudible()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "Audible answers {0}: no place on Audiobookshelf changes")
    @MethodSource("faults")
    void whileAudibleIsOutNoPlaceOnAudiobookshelfChanges(String name, Fault fault)
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("REQUEST_TIMEOUT_SECONDS", "1");
            PracticeBook moved = rig.bookAt(START);
            PracticeBook still = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(moved.asin(), HEARD);
            rig.audible.faults().always(on("GET", "/1.0"), fault);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).as(name).isFalse();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(Rig.reason(cycle, still)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(rig.agreement(still).audible().place().fromStart()).isEqualTo(START);

            rig.audible.faults().clear();
            rig.cycleUntil(() -> rig.onAudiobookshelf(moved).equals(THERE));

            assertThat(rig.onAudiobookshelf(still)).isEqualTo(START);
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        }
    }

    @Test
    void anEmptyListOfProgressDiscardsNothingOnAudible() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf
                    .faults()
                    .always(
                            on("GET", "/api/me/progress"),
                            Fault.status(200, "{\"mediaProgress\":[]}"));

            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.PROGRESS_DISCARDED);

            rig.audiobookshelf.faults().clear();
            Cycle after = rig.nextCycle();

            assertThat(Rig.reason(after, book)).isEqualTo(Reason.IN_SYNC);
            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();
        }
    }

    @Test
    void anEmptyAudibleLibraryForgetsNoBook() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.clock.step(Duration.ofDays(2));
            rig.audible
                    .faults()
                    .next(1, on("GET", "/1.0/library"), Fault.status(200, "{\"items\":[]}"));
            rig.nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.audible.faults().outstanding()).isZero();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    @Test
    void aTitleThatAudibleLeavesOutOfItsAnswerIsUnknownAndTheOthersGoOn() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook left = rig.bookAt(START);
            PracticeBook there = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(left.itemId(), HEARD);
            rig.audible
                    .faults()
                    .next(
                            1,
                            on("GET", "/1.0/annotations"),
                            Fault.status(
                                    200,
                                    ("{\"asin_last_position_heard_annots\":[{\"asin\":\"%s\","
                                         + "\"last_position_heard\":{\"last_updated\":\"2026-01-01"
                                         + " 00:00:00.0\",\"position_ms\":%d,"
                                         + "\"status\":\"Exists\"}}]}")
                                            .formatted(there.asin(), START.toMillis())));

            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, left)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(Rig.reason(cycle, there)).isEqualTo(Reason.IN_SYNC);
            assertThat(rig.writesToAudible()).isEmpty();
        }
    }

    @Test
    void aPartialBatchDecidesTheBooksOfTheOtherBatchOnly() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_BATCH_SIZE", "1").with("AUDIBLE_REQUESTS_PER_CYCLE", "2");
            PracticeBook one = rig.bookAt(START);
            PracticeBook two = rig.bookAt(START);
            rig.start().nextCycles(2);
            rig.listener.listenOnPhone(one.asin(), HEARD);
            rig.listener.listenOnPhone(two.asin(), HEARD);
            rig.audible
                    .faults()
                    .always(
                            request ->
                                    request.is("GET", "/1.0/annotations")
                                            && request.parameter("asins")
                                                    .orElse("")
                                                    .equals(one.asin().value()),
                            Fault.status(500));

            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(two)).isEqualTo(THERE);
            assertThat(rig.onAudiobookshelf(one)).isEqualTo(START);
        }
    }

    @Test
    void audibleIsLeftAloneUntilRetryAfterIsOver() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            isLeftAlone(rig, rig.audible);
        }
    }

    @Test
    void audiobookshelfIsLeftAloneUntilRetryAfterIsOver() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            isLeftAlone(rig, rig.audiobookshelf);
        }
    }

    private static void isLeftAlone(Rig rig, PracticeServer server) {
        server.faults().next(1, on("GET", "/"), Fault.tooManyRequests(Duration.ofMinutes(5)));
        server.log().clear();

        rig.nextCycle();
        rig.nextCycles(2);

        assertThat(server.log().total()).isEqualTo(1);

        rig.clock.step(Duration.ofMinutes(1));
        Cycle after = rig.cycle();

        assertThat(server.log().total()).isGreaterThan(1);
        assertThat(after.succeeded()).isTrue();
    }

    @Test
    void aWriteAnsweredMeanwhileDoesNotEndThePatienceThatAudibleAskedFor() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook slow = rig.bookAt(START);
            PracticeBook limited = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(slow.itemId(), HEARD);
            rig.listener.listenOnAudiobookshelf(limited.itemId(), HEARD);
            rig.audible
                    .faults()
                    .next(
                            1,
                            on("PUT", "/1.0/lastpositions/" + slow.asin()),
                            Fault.delay(Duration.ofMillis(700)))
                    .next(
                            1,
                            on("PUT", "/1.0/lastpositions/" + limited.asin()),
                            Fault.tooManyRequests(Duration.ofMinutes(10)));

            rig.nextCycle();
            long requests = rig.audible.log().total();
            assertThat(rig.audible.log().all())
                    .last()
                    .extracting(LoggedRequest::method)
                    .isEqualTo("PUT");
            rig.nextCycles(3);

            assertThat(rig.audible.log().total()).isEqualTo(requests);
            assertThat(rig.state(limited).putOff()).as("429 is no book's failure").isEmpty();

            rig.clock.step(Duration.ofMinutes(10));
            rig.cycleUntil(() -> rig.onAudible(limited).equals(THERE));
            assertThat(rig.placeWritesToAudible()).hasSize(3);
        }
    }

    @Test
    void rejectedCredentialsAreTriedOnceInThirtySecondsAtMost() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(401));
            rig.audible.faults().always(on("GET", "/1.0"), Fault.status(401));
            rig.clearLogs();

            for (int second = 0; second < 75; second++) {
                rig.clock.step(Duration.ofSeconds(1));
                rig.cycle();
            }

            assertThat(rig.audiobookshelf.log().total()).isBetween(2L, 3L);
            assertThat(rig.audible.log().total()).isBetween(2L, 3L);
        }
    }

    @Test
    void anOutageOfAudiobookshelfMakesNoBookUrgent() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", "4");
            List<PracticeBook> books = rig.library.books(60);
            books.forEach(book -> rig.place(book, START, START));
            rig.start().nextCycles(4);
            rig.clock.step(Duration.ofDays(8));
            rig.nextCycle();
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(500));
            rig.clearLogs();

            rig.cycle();

            assertThat(rig.audible.log().count("GET", "/1.0/annotations")).isEqualTo(1);
        }
    }

    @Test
    void aListingThatFailedIsRepeatedWhileAnEntryNamesAnUnknownItem() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook onlyAudible = rig.library.onAudibleOnly(1).getFirst();
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.add(
                    PracticeItem.book(
                            onlyAudible.itemId(),
                            PracticeAudiobookshelf.BOOKS,
                            onlyAudible.title(),
                            onlyAudible.asin().value(),
                            rig.audible.title(onlyAudible.asin()).orElseThrow().runtime()));
            rig.listener.listenOnAudiobookshelf(onlyAudible.itemId(), HEARD);
            rig.audiobookshelf.faults().always(on("GET", "/api/libraries"), Fault.status(500));
            rig.nextCycle();
            rig.audiobookshelf.faults().clear();

            rig.nextCycle();

            assertThat(rig.bean("books", Books.class).sizes().pairs()).isEqualTo(2);
            rig.cycleUntil(() -> rig.listener.placeOnPhone(onlyAudible.asin()).isPresent());
            assertThat(rig.onAudible(onlyAudible)).isEqualTo(HEARD);
        }
    }
}
