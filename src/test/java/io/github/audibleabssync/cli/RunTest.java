package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The daemon as a process: how it waits for a session, and how it ends. */
class RunTest {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(8);
    private static final int SIGTERM = 128 + 15;

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final Map<String, String> environment = new HashMap<>();

    private PracticeBook begun = new PracticeBook(PracticeLibrary.asin(1), "", "");

    @BeforeEach
    void start() {
        audible.start();
        audiobookshelf.start();
        begun = new PracticeLibrary(audible, audiobookshelf).books(3).getFirst();
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", folder.resolve("session.json").toString(),
                        "STATE_PATH", folder.resolve("state.db").toString(),
                        "SYNC_INTERVAL_SECONDS", "1"));
    }

    @AfterEach
    void stop() {
        audible.close();
        audiobookshelf.close();
    }

    private void writeSession() throws IOException {
        Files.writeString(folder.resolve("session.json"), audible.session());
    }

    private void assertStateClosed() {
        assertThat(folder.resolve("state.db-wal")).doesNotExist();
        StateFile.open(folder.resolve("state.db"), Clock.systemUTC(), "test").close();
    }

    @Test
    void endsInGoodOrderWhenToldTo() throws Exception {
        writeSession();
        try (Child child = Child.start(environment, "run")) {
            await().atMost(START).until(() -> !audible.log().all().isEmpty());

            child.terminate();

            assertThat(child.await(END)).as(child.output()).isEqualTo(SIGTERM);
            assertThat(child.output()).doesNotContain("\tat ", "Exception", "ERROR");
            assertStateClosed();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /1.0/library", "PUT, /1.0/lastpositions"})
    void endsWithinEightSecondsThoughARequestHangs(String method, String path) throws Exception {
        writeSession();
        audiobookshelf.prepare(
                begun.itemId(), Place.ofSeconds(4_000), Instant.now().minus(Duration.ofDays(1)));
        audible.faults().always(Faults.on(method, path), Fault.hang());
        try (Child child = Child.start(environment, "run")) {
            await().atMost(START).until(() -> audible.log().count(method, path) > 0);

            child.terminate();

            assertThat(child.await(END)).as(child.output()).isEqualTo(SIGTERM);
            assertThat(child.output())
                    .doesNotContain(
                            "\tat ",
                            "Blocked Thread",
                            PracticeAudiobookshelf.TOKEN,
                            audible.account().adpToken());
            assertStateClosed();
        }
    }

    @Test
    void waitsForTheSessionFileWithoutARequestWhenItsHealthCanBeSeen() throws Exception {
        environment.putAll(
                Map.of(
                        "HTTP_SERVER_ENABLED", "true",
                        "HTTP_SERVER_HOST", "127.0.0.1",
                        "HTTP_SERVER_PORT", "0"));
        try (Child child = Child.start(environment, "run")) {
            String said = "There is no Audible session file at";
            await().atMost(START).until(() -> child.output().contains(said));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(audible.log().all()).isEmpty();
            assertThat(audiobookshelf.log().all()).isEmpty();
            assertThat(child.output().lines().filter(line -> line.contains("ERROR"))).hasSize(1);

            writeSession();

            await().atMost(START).until(() -> !audible.log().all().isEmpty());
            await().atMost(START).until(() -> !audiobookshelf.log().all().isEmpty());
            child.terminate();
            assertThat(child.await(END)).isEqualTo(SIGTERM);
            assertThat(child.output())
                    .doesNotContain(
                            PracticeAudiobookshelf.TOKEN,
                            audible.account().adpToken(),
                            audible.account().refreshToken());
        }
    }
}
