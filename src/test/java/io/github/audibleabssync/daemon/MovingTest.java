package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Heartbeat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody comes from the older daemon, and keeps its environment: STATE_PATH names its JSON file. */
final class MovingTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void itsWatchlistIsReadOnceItsFileLeftAloneAndEveryCommandFindsTheStateBesideIt()
            throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            // given: sixty books, the older daemon watched the last three, and it believes in other
            // places
            List<PracticeBook> books = home.books(60);
            List<String> watched = asins(books.subList(57, 60));
            Path older = Files.writeString(folder.resolve("state.json"), olderState(watched));
            FileTime before = Files.getLastModifiedTime(older);
            String content = Files.readString(older);
            home.with("STATE_PATH", older.toString())
                    .with("PERSIST_ENABLED", "true")
                    .with("AUDIBLE_MARKETPLACE", "us")
                    .with("SYNC_INTERVAL_SECONDS", "3600");

            // when
            home.start();
            home.awaitAgreements(books);

            // then: its books were asked first, the one used last at the top, and nothing was
            // written anywhere
            assertThat(asked(home).getFirst())
                    .hasSize(25)
                    .startsWith(watched.reversed().toArray(String[]::new));
            assertThat(home.journalRows()).isZero();
            assertThat(home.daemon().output())
                    .containsOnlyOnce(
                            ("The older daemon's state %s was read once, for its watchlist: its 3"
                                            + " books are asked first")
                                    .formatted(older))
                    .contains("left as it is; this daemon's state is " + home.state())
                    .contains("PERSIST_ENABLED is a setting of the older daemon and is ignored");

            // and: the commands find the state by the same environment
            home.await("a heartbeat", SOON, () -> Heartbeat.find(home.state()).isPresent());
            assertThat(command(home, "healthcheck")).contains("healthy: the last cycle ended");
            assertThat(command(home, "history", watched.getFirst())).contains(watched.getFirst());
            assertThat(command(home, "restore")).contains(home.state().toString());
            home.stop();

            // and: the older file is left alone
            assertThat(older).hasContent(content);
            assertThat(Files.getLastModifiedTime(older)).isEqualTo(before);

            // and: the next start does not read it again, whatever it says now
            Files.writeString(older, olderState(asins(books.subList(0, 2))));
            home.start();
            home.await("a second start", SOON, () -> started(home) == 2);
            home.stop();
            assertThat(home.daemon().output())
                    .containsOnlyOnce("was read once, for its watchlist")
                    .containsOnlyOnce("STATE_PATH names " + older);
        }
    }

    @Test
    void aDamagedStateOfTheOlderDaemonGetsOneLineAndKeepsNobodyFromStarting() throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            List<PracticeBook> books = home.books(2);
            Path older = Files.writeString(folder.resolve("state.json"), "{\"watchlist\": [\"B0");

            home.start();
            home.awaitAgreements(books);
            home.stop();

            assertThat(older).hasContent("{\"watchlist\": [\"B0");
            assertThat(home.daemon().output())
                    .containsOnlyOnce(older + " is not a state of the older daemon (it is damaged");
        }
    }

    private static long started(PracticeHome home) {
        return home.daemon().output().lines().filter(line -> line.contains(" started: ")).count();
    }

    private static String command(PracticeHome home, String... arguments) {
        try (DaemonProcess command =
                DaemonProcess.command(home.folder, home.environment, List.of(arguments))) {
            int code = command.awaitEnd(SOON);
            assertThat(code).as(command.output()).isZero();
            return command.output();
        }
    }

    private static List<String> asins(List<PracticeBook> books) {
        return books.stream().map(book -> book.asin().value()).toList();
    }

    private static List<List<String>> asked(PracticeHome home) {
        return home.audible.log().all(request -> request.is("GET", "/1.0/annotations")).stream()
                .map(LoggedRequest::query)
                .map(query -> query.replaceAll(".*asins=([^&]*).*", "$1").replace("%2C", ","))
                .map(list -> Arrays.asList(list.split(",", -1)))
                .toList();
    }

    /** Every book stands at nine hours, if its state were believed. */
    private static String olderState(List<String> watched) {
        String items =
                watched.stream()
                        .map(
                                asin ->
                                        """
                                        "%1$s": {"asin": "%1$s", "last_seen_audible_position_ms": 32400000,
                                         "last_seen_abs_position_s": 32400.0, "last_change_detected_audible_at": 1735689600.5,
                                         "last_change_detected_abs_at": null, "last_pushed_to_audible_at": null,
                                         "last_pushed_to_abs_at": 1735689600.5, "last_sync_result": "ok", "error_count": 0}\
                                        """
                                                .formatted(asin))
                        .collect(Collectors.joining(",\n"));
        String list = watched.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return """
        {"watchlist": [%s], "items": {%s}, "last_library_discovery": 1735689600.5,
         "last_deep_scan": null, "last_successful_sync": 1735689600.5}
        """
                .formatted(list, items);
    }
}
