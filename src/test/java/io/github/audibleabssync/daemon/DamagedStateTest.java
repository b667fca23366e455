package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.StateCopies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rule 41, for the process: a state that cannot be trusted, or belongs to somebody else, is left alone. */
class DamagedStateTest {

    private static final Duration FORWARD = Duration.ofMinutes(20);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    @Covers(Rule.R41_STATE_DAMAGED)
    void aDamagedStateStopsTheStartAndIsLeftUntouched() throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            // given
            PracticeBook book = home.books(1).getFirst();
            home.start();
            home.awaitAgreements(List.of(book));
            home.stop();
            byte[] state = Files.readAllBytes(home.state());
            Arrays.fill(state, 1024, Math.min(state.length, 24_576), (byte) 0x5A);
            Files.write(home.state(), state);
            long requests = home.audible.log().total() + home.audiobookshelf.log().total();

            // when
            int code = home.start().awaitEnd(SOON);

            // then
            assertThat(code).isEqualTo(74);
            assertThat(home.daemon().output())
                    .contains("damaged")
                    .contains(home.state().toString());
            assertThat(Files.readAllBytes(home.state())).isEqualTo(state);
            assertThat(home.audible.log().total() + home.audiobookshelf.log().total())
                    .isEqualTo(requests);
        }
    }

    @Test
    void theCommandThatTheRefusalNamesPutsTheCopyBackAndNoPlaceIsLost() throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            // given
            PracticeBook book = home.books(1).getFirst();
            home.start();
            home.awaitAgreements(List.of(book));
            home.await("a copy", SOON, () -> !StateCopies.list(home.state()).isEmpty());
            home.listener.listenOnPhone(book.asin(), FORWARD);
            home.awaitState("a write", SOON, store -> store.countJournal() == 1);
            home.stop();
            Files.writeString(home.state(), "damaged");
            int refused = home.start().awaitEnd(SOON);
            home.listener.listenOnAudiobookshelf(book.itemId(), FORWARD);

            // when
            Matcher said =
                    Pattern.compile("'audible-abs-sync (restore \\S+)'")
                            .matcher(home.daemon().output());
            assertThat(said.find()).as(home.daemon().output()).isTrue();
            try (DaemonProcess restore =
                    DaemonProcess.command(
                            Files.createDirectory(folder.resolve("restore")),
                            home.environment,
                            List.of(said.group(1).split(" ")))) {
                assertThat(restore.awaitEnd(SOON)).as(restore.output()).isZero();
            }
            home.start();

            // then
            assertThat(refused).isEqualTo(74);
            Place there = PracticeHome.FIRST.shift(FORWARD).shift(FORWARD);
            home.await(
                    "both sides at the last place",
                    SOON,
                    () ->
                            home.listener.placeOnPhone(book.asin()).equals(Optional.of(there))
                                    && home.listener
                                            .placeOnAudiobookshelf(book.itemId())
                                            .equals(Optional.of(there)));
            home.awaitState(
                    "an agreement",
                    SOON,
                    store -> store.countJournal() == 1 && store.listOpenClaims().isEmpty());
        }
    }

    @Test
    void aSecondDaemonOnTheSameStateRefusesAndTheFirstGoesOn() throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            // given
            List<PracticeBook> books = home.books(1);
            DaemonProcess first = home.start();
            home.awaitAgreements(books);
            Path other = Files.createDirectory(folder.resolve("other"));

            // when
            try (DaemonProcess second = DaemonProcess.start(other, home.environment)) {
                int code = second.awaitEnd(SOON);

                // then
                assertThat(code).isEqualTo(75);
                assertThat(second.output())
                        .contains("Another daemon runs on this state")
                        .contains("process " + first.pid());
            }
            assertThat(first.isAlive()).isTrue();
            home.awaitCycles(2);
        }
    }
}
