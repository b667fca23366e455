package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A disk without room, for the process: no write leaves without its record, everybody can see why, and room is enough to go on. */
class DiskFullTest {

    /** More than the daemon's log needs, less than SQLite's journal has after a few cycles. */
    private static final long SIZE = 96 * 1024;

    private static final Duration FORWARD = Duration.ofMinutes(20);
    private static final Place THERE = PracticeHome.FIRST.shift(FORWARD);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SAID = "The state cannot be written";

    @TempDir Path folder;

    @Test
    void noWriteLeavesWhileTheDiskIsFullAndOnceThereIsRoomEachIsThereOnce() throws Exception {
        try (PracticeHome home = new PracticeHome(folder).withHttpServer()) {
            // given
            List<PracticeBook> books = home.books(12);
            PracticeBook heardOnShelf = books.getFirst();
            PracticeBook heardOnPhone = books.getLast();
            DaemonProcess daemon = home.start();
            home.awaitAgreements(books);
            Path journal = folder.resolve("state.db-wal");
            home.await("a long journal of SQLite's", PATIENCE, () -> Files.size(journal) > SIZE);
            assertThat(get(home, "/healthz")).startsWith("200 ");

            // when
            DiskSpace.limit(daemon, SIZE);
            home.listener.listenOnAudiobookshelf(heardOnShelf.itemId(), FORWARD);
            home.listener.listenOnPhone(heardOnPhone.asin(), FORWARD);
            home.await(
                    "health is down",
                    PATIENCE,
                    () -> get(home, "/healthz").contains("\"state-store\""));
            home.awaitCycles(8);

            // then
            assertThat(writes(home)).isEmpty();
            assertThat(get(home, "/healthz"))
                    .startsWith("503 ")
                    .contains(SAID)
                    .contains(home.state().toString())
                    .contains("room on it");
            assertThat(get(home, "/status")).startsWith("200 ").contains(SAID);
            assertThat(home.journalRows()).isZero();
            assertThat(home.openClaims()).isEmpty();
            assertThat(daemon.output().lines().filter(line -> line.contains("cannot be written")))
                    .as("said, and not by each cycle")
                    .hasSizeBetween(1, 3);

            // when
            DiskSpace.free(daemon);

            // then
            home.awaitState(
                    "both writes are settled",
                    PATIENCE,
                    store -> store.countJournal() == 2 && store.listOpenClaims().isEmpty());
            home.awaitCycles(3);
            home.await("health is up", PATIENCE, () -> get(home, "/healthz").startsWith("200 "));
            assertThat(daemon.isAlive()).isTrue();
            assertThat(home.applied(heardOnShelf)).hasSize(1);
            assertThat(home.applied(heardOnPhone)).hasSize(1);
            assertThat(writes(home)).hasSize(2);
            assertThat(home.listener.placeOnPhone(heardOnShelf.asin())).contains(THERE);
            assertThat(home.listener.placeOnAudiobookshelf(heardOnPhone.itemId())).contains(THERE);
            assertThat(home.journalRows()).isEqualTo(2);
        }
    }

    private static List<LoggedRequest> writes(PracticeHome home) {
        return Stream.of(home.audible.log(), home.audiobookshelf.log())
                .flatMap(log -> log.all(LoggedRequest::writes).stream())
                .toList();
    }

    private static String get(PracticeHome home, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + home.environment.get("HTTP_SERVER_PORT") + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
