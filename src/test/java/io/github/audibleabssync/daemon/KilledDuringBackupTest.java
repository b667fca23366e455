package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.CopyContents;
import io.github.audibleabssync.state.StateCopies;
import io.github.audibleabssync.state.StateCopy;
import io.github.audibleabssync.state.StateStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code kill -9} at each step of the daily copy, for the process. */
class KilledDuringBackupTest {

    private static final List<String> STEPS =
            List.of("before-copy", "after-copy", "after-keep", "after-drop");

    @TempDir Path folder;

    @Test
    void theStateAndTheOlderCopiesStayAndTheNextLifeMakesTheCopy() throws IOException {
        try (PracticeHome home = new PracticeHome(folder).withHaltingRoutes()) {
            // given
            List<PracticeBook> books = home.books(3);
            home.start();
            home.awaitAgreements(books);
            home.await("a copy", Duration.ofSeconds(20), () -> !copies(home).isEmpty());
            home.stop();
            StateCopy first = copies(home).getFirst();
            List<LocalDate> older = new ArrayList<>();
            for (int day = 1; day <= 7; day++) {
                older.add(first.day().minusDays(day));
                Files.copy(first.file(), folder.resolve("state.db.backup-" + older.getLast()));
            }
            Files.delete(first.file());
            Map<BookKey, BookState> before = home.inState(StateStore::listBooks);

            for (String step : STEPS) {
                // when
                home.haltAt(step);
                int code = home.start().awaitEnd(Duration.ofSeconds(40));

                // then
                assertThat(code).as(step).isEqualTo(Halt.EXIT_CODE);
                assertThat(home.inState(StateStore::listBooks).keySet())
                        .as(step)
                        .isEqualTo(before.keySet());
                assertThat(copies(home))
                        .as(step)
                        .allSatisfy(
                                copy ->
                                        assertThat(CopyContents.of(copy.file()).books())
                                                .isEqualTo(3))
                        .extracting(StateCopy::day)
                        .containsAll(older.subList(0, 6));
                boolean isMade = List.of("after-keep", "after-drop").contains(step);
                assertThat(copies(home).stream().anyMatch(copy -> !older.contains(copy.day())))
                        .as(step)
                        .isEqualTo(isMade);
                forgetTheNewest(home, older);
            }
            home.start();
            home.await(
                    "the copy",
                    Duration.ofSeconds(20),
                    () -> copies(home).getFirst().day().isAfter(older.getFirst()));
            home.awaitCycles(2);
            home.stop();
            assertThat(copies(home)).hasSize(7);
            assertThat(unfinished()).isEmpty();
        }
    }

    private static List<StateCopy> copies(PracticeHome home) {
        return StateCopies.list(home.state());
    }

    private static void forgetTheNewest(PracticeHome home, List<LocalDate> older)
            throws IOException {
        for (StateCopy copy : copies(home)) {
            if (!older.contains(copy.day())) {
                Files.delete(copy.file());
            }
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".new")).toList();
        }
    }
}
