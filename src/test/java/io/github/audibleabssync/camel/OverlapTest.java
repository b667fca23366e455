package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One cycle at a time, and a stop that does not wait for those in the queue. */
class OverlapTest {

    private static final Duration START = Duration.ofHours(2);

    @TempDir Path folder;

    @Test
    void aCycleThatTakesLongIsNotJoinedByASecondOne() throws Exception {
        try (Rig rig = new Rig(folder).with("REQUEST_TIMEOUT_SECONDS", "60")) {
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.faults().next(1, on("GET", "/api"), Fault.hang());
            rig.clearLogs();
            CompletableFuture<Cycle> first = CompletableFuture.supplyAsync(rig::cycle);
            Awaitility.await().until(() -> rig.audiobookshelf.log().total() == 1);

            CompletableFuture<Cycle> second = new CompletableFuture<>();
            Awaitility.await()
                    .pollDelay(Duration.ofSeconds(11))
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(first).isNotDone());
            Thread.ofVirtual().start(() -> second.complete(rig.cycle()));

            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .until(() -> rig.audiobookshelf.log().total() == 1);
            assertThat(second).isNotDone();

            rig.audiobookshelf.faults().releaseHung();
            assertThat(first.join().succeeded()).isTrue();
            assertThat(second.join().succeeded()).isTrue();
        }
    }

    @Test
    void aCycleThatFailsGivesItsTurnToTheNext() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.faults().next(5, on("GET", "/"), Fault.status(200, "no JSON"));
            rig.audible.faults().next(5, on("GET", "/"), Fault.status(200, "no JSON"));

            assertThat(rig.nextCycle().succeeded()).isFalse();

            rig.audible.faults().clear();
            rig.audiobookshelf.faults().clear();
            assertThat(rig.nextCycle().succeeded()).isTrue();
        }
    }

    @Test
    void aCycleInTheQueueDoesNothingWhenTheDaemonStops() throws Exception {
        try (Rig rig = new Rig(folder).withRealWaits()) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(30));
            CompletableFuture<Cycle> first = CompletableFuture.supplyAsync(rig::nextCycle);
            Awaitility.await().until(() -> !rig.placeWritesToAudible().isEmpty());
            CompletableFuture<Cycle> second = CompletableFuture.supplyAsync(rig::cycle);
            rig.audiobookshelf.log().clear();
            Instant told = Instant.now();

            rig.stop();

            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(first).isDone();
            assertThat(second).isDone();
            assertThat(rig.audiobookshelf.log().all()).isEmpty();
        }
    }

    @Test
    void theTimersSweepThroughALargeLibraryUntilEachBookWasAskedOnce() throws Exception {
        try (Rig rig = new Rig(folder).withTimers().with("AUDIBLE_REQUESTS_PER_CYCLE", "1")) {
            List<PracticeBook> books = rig.library.books(60);
            books.forEach(book -> rig.place(book, START, START));
            rig.start();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    books.stream()
                                            .allMatch(
                                                    book -> rig.state(book).askedAt().isPresent()));

            long asked = rig.audible.log().count("GET", "/1.0/annotations");
            assertThat(asked).isEqualTo(3);
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> rig.audible.log().count("GET", "/1.0/annotations") == asked);
        }
    }
}
