package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A first run as a process: what it says before its first write. */
final class FirstLookTest {

    private static final String TOKEN = "a-token-for-the-status";

    @TempDir Path folder;

    @Test
    void theLogAndTheStatusTellWhatWasFoundAndTheLogTellsItBeforeTheFirstWrite() throws Exception {
        try (PracticeHome home = new PracticeHome(folder.resolve("home"))) {
            home.withHttpServer().with("HTTP_SERVER_TOKEN", TOKEN);
            List<PracticeBook> books = home.books(3);
            PracticeBook moves = books.getFirst();
            home.listener.listenOnAudiobookshelf(moves.itemId(), Duration.ofMinutes(10));

            DaemonProcess daemon = home.start();
            home.await(
                    "the first write",
                    PracticeHome.PATIENCE,
                    () ->
                            home.applied(moves).stream()
                                    .anyMatch(one -> one.path().contains("last")));
            home.awaitState(
                    "its confirmation", PracticeHome.PATIENCE, store -> store.countJournal() == 1);

            assertThat(daemon.output())
                    .containsSubsequence(
                            "First look: 3 books are on both sides. 2 agree, 1 will move (1 on"
                                    + " Audible, 0 on Audiobookshelf), 0 are held, 0 stay",
                            "Nothing was written so far",
                            "1:00:00 -> 1:10:00 on Audible");
            JsonNode status = status(home);
            assertThat(status.at("/firstLook/done").asBoolean()).isTrue();
            assertThat(status.at("/firstLook/onBoth").asInt()).isEqualTo(3);
            assertThat(status.at("/firstLook/agree").asInt()).isEqualTo(2);
            assertThat(status.at("/firstLook/move/audible").asInt()).isEqualTo(1);
            assertThat(status.at("/firstLook/move/audiobookshelf").asInt()).isZero();
            assertThat(status.at("/firstLook/held").isEmpty()).isTrue();
        }
    }

    private static JsonNode status(PracticeHome home) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String port = home.environment.getOrDefault("HTTP_SERVER_PORT", "");
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status"))
                            .header("X-Token", TOKEN)
                            .build();
            return new ObjectMapper()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        }
    }
}
