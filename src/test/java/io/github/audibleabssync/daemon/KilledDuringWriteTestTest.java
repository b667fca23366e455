package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code check --write-test} as a process that dies while the place is set aside. */
final class KilledDuringWriteTestTest {

    @TempDir Path folder;

    @Test
    void aSecondsDifferenceStaysAndTheDaemonSettlesTheWriteAndCarriesNothingOver()
            throws Exception {
        try (PracticeHome home = new PracticeHome(folder.resolve("home"))) {
            // given a book that both sides agree on, and a daemon that is stopped
            PracticeBook book = home.books(1).getFirst();
            home.start();
            home.awaitAgreements(List.of(book));
            assertThat(home.stop()).isEqualTo(143);

            // when the write test dies before it could put the place back
            Place aside = PracticeHome.FIRST.shift(Duration.ofSeconds(1));
            try (DaemonProcess test =
                    DaemonProcess.command(
                            home.folder,
                            home.environment,
                            List.of("check", "--write-test", book.asin().value()))) {
                home.await(
                        "the write aside",
                        PracticeHome.PATIENCE,
                        () -> home.audible.place(book.asin()).equals(Optional.of(aside)));
                test.kill();
            }
            assertThat(home.openClaims()).hasSize(1);

            // then the daemon's next start looks at the write, and has nothing else to do
            home.start();
            home.awaitState(
                    "the write on record",
                    PracticeHome.PATIENCE,
                    store -> store.listOpenClaims().isEmpty() && store.countJournal() == 1);
            home.awaitCycles(3);
            assertThat(home.stop()).isEqualTo(143);
            assertThat(home.audible.place(book.asin())).contains(aside);
            assertThat(home.audiobookshelf.entry(book.itemId()).orElseThrow().place())
                    .isEqualTo(PracticeHome.FIRST);
            assertThat(home.applied(book)).hasSize(1);
        }
    }
}
