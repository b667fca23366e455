package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.state.Restoration.Done;
import io.github.audibleabssync.state.Restoration.Move;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** A copy in the place of the state: the former is aside, and whatever interrupts it, one of the two is there. */
class RestorationTest {

    private static final String WHICH = "which";
    private static final String TIME = "20261120T101112Z";

    @TempDir Path folder;
    private Path state;
    private Path copy;

    @BeforeEach
    void aStateAndACopy() {
        state = folder.resolve("state.db");
        copy = folder.resolve("state.db.backup-2026-11-19");
        make(copy, "copy");
        make(state, "present");
    }

    private static void make(Path file, String which) {
        try (StateFile open = Samples.open(file)) {
            open.store().saveValue(WHICH, which);
        }
    }

    private static Optional<String> which(Path file) {
        try (StateFile open = StateFile.openReadOnly(file)) {
            return open.store().findValue(WHICH);
        }
    }

    private Done restore() {
        return Restoration.restore(state, copy, Samples.CLOCK);
    }

    /** The present state as a daemon leaves it that was killed: its last value lies in the journal of SQLite's only. */
    private void leaveUnclean() throws IOException {
        Path running = Files.createDirectory(folder.resolve("running")).resolve("state.db");
        try (StateFile file = Samples.open(running)) {
            file.store().saveValue(WHICH, "present");
            file.store().saveValue("late", "value");
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.copy(
                        FileInspection.beside(running, suffix),
                        FileInspection.beside(state, suffix),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void theCopyTakesThePlaceOfTheStateWhichIsMovedAside() {
        Done done = restore();

        assertThat(done.state()).isEqualTo(state);
        assertThat(done.completed()).isEmpty();
        assertThat(done.isOfOlderSchema()).isFalse();
        assertThat(done.former()).contains(folder.resolve("state.db.replaced-" + TIME));
        assertThat(which(state)).contains("copy");
        assertThat(which(done.former().orElseThrow())).contains("present");
        assertThat(which(copy)).contains("copy");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.restoring*");
    }

    @Test
    void whatTheJournalOfTheFormerStateHoldsIsMovedAsideWithIt() throws IOException {
        leaveUnclean();

        Path former = restore().former().orElseThrow();

        assertThat(which(state)).contains("copy");
        try (StateFile open = Samples.open(state)) {
            assertThat(open.store().findValue("late")).isEmpty();
        }
        try (StateFile open = Samples.open(former)) {
            assertThat(open.store().findValue("late")).contains("value");
        }
    }

    @Test
    void whatIsPutBackCanBePutAsideAgain() throws IOException {
        leaveUnclean();
        Path former = restore().former().orElseThrow();

        Done back = Restoration.restore(state, former, Samples.CLOCK);

        assertThat(back.former()).contains(folder.resolve("state.db.replaced-" + TIME + "-2"));
        try (StateFile open = Samples.open(state)) {
            assertThat(open.store().findValue(WHICH)).contains("present");
            assertThat(open.store().findValue("late")).contains("value");
        }
    }

    @Test
    void aDamagedStateIsMovedAsideAsItIs() throws IOException {
        Files.writeString(state, "my shopping list");

        Path former = restore().former().orElseThrow();

        assertThat(former).hasContent("my shopping list");
        assertThat(which(state)).contains("copy");
    }

    @Test
    void whereThereIsNoStateTheCopyBecomesIt() throws IOException {
        Files.delete(state);

        assertThat(restore().former()).isEmpty();

        assertThat(which(state)).contains("copy");
    }

    @Test
    void aDamagedCopyIsRefusedAndTheStateStays() throws IOException {
        Files.write(copy, new byte[100_000]);

        assertThatThrownBy(this::restore)
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContaining("The copy is damaged")
                .hasMessageContaining(copy.toString())
                .hasMessageContaining("'audible-abs-sync restore' lists them");

        assertThat(which(state)).contains("present");
        assertThat(folder)
                .isDirectoryNotContaining("glob:**/*.restoring*")
                .isDirectoryNotContaining("glob:**/*.replaced*");
    }

    @Test
    void aCopyOfANewerVersionIsRefusedAndTheStateStays() {
        StateFile.open(copy, Samples.CLOCK, "9.9.9", KilledMigration.next("CREATE TABLE t (c)"))
                .close();

        assertThatThrownBy(this::restore)
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContaining("version 9.9.9")
                .hasMessageContaining("Restore it with version 9.9.9 or newer");

        assertThat(which(state)).contains("present");
    }

    @Test
    void whileADaemonRunsItIsRefused() {
        try (StateFile daemon = Samples.open(state)) {
            assertThatThrownBy(this::restore)
                    .isInstanceOfSatisfying(
                            StateFileProblem.class,
                            problem -> assertThat(problem.isInUse()).isTrue())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("Stop it, restore, and start it again");
            assertThat(daemon.store().findValue(WHICH)).contains("present");
        }
        assertThat(which(state)).contains("present");
    }

    @Test
    void aKillBeforeItIsDecidedLeavesTheOldState() throws IOException {
        Path draft = Files.writeString(folder.resolve("state.db.restoring.new"), "half of a copy");

        try (StateFile open = Samples.open(state)) {
            assertThat(open.store().findValue(WHICH)).contains("present");
            assertThat(open.warnings()).isEmpty();
        }

        assertThat(draft).doesNotExist();
    }

    /** Decided, and killed after so many of its steps. */
    private Path interrupt(int steps) throws IOException {
        leaveUnclean();
        Path ready = Files.copy(copy, folder.resolve("state.db.restoring-" + TIME));
        Path aside = folder.resolve("state.db.replaced-" + TIME);
        List<Move> moves = Restoration.moves(state, ready, aside);
        assertThat(moves).hasSize(5);
        for (Move move : moves.subList(0, steps)) {
            if (Files.exists(move.from())) {
                Files.move(move.from(), move.to());
            }
        }
        return aside;
    }

    @ParameterizedTest(name = "after {0} of 5 steps")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aKillOnceItIsDecidedIsMadeUpForByTheNextStart(int steps) throws IOException {
        Path former = interrupt(steps);

        try (StateFile open = Samples.open(state)) {
            assertThat(open.store().findValue(WHICH)).contains("copy");
            assertThat(open.store().findValue("late")).isEmpty();
            assertThat(open.warnings())
                    .singleElement()
                    .asString()
                    .contains("A restore had been interrupted and was completed")
                    .contains(former.toString());
        }

        try (StateFile open = Samples.open(former)) {
            assertThat(open.store().findValue("late")).contains("value");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/*.restoring*");
    }

    @ParameterizedTest(name = "after {0} of 5 steps")
    @ValueSource(ints = {0, 1, 4})
    void aKillOnceItIsDecidedIsMadeUpForByTheNextRestore(int steps) throws IOException {
        Path former = interrupt(steps);

        Done done = restore();

        assertThat(done.completed())
                .hasValueSatisfying(said -> assertThat(said).contains(former.toString()));
        assertThat(done.former()).contains(folder.resolve("state.db.replaced-" + TIME + "-2"));
        assertThat(which(state)).contains("copy");
    }

    @Test
    void whoOnlyLooksInTheMiddleOfOneIsToldSo() throws IOException {
        interrupt(3);

        assertThatThrownBy(() -> StateFile.openReadOnly(state))
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContaining("A restore was interrupted")
                .hasMessageContaining("Start the daemon");
    }

    @Test
    void behindASymbolicLinkAKillIsMadeUpForToo() throws IOException {
        interrupt(3);
        Path links = Files.createDirectory(folder.resolve("links"));
        Path link = Files.createSymbolicLink(links.resolve("link.db"), Path.of("../state.db"));

        try (StateFile open = Samples.open(link)) {
            assertThat(open.store().findValue(WHICH)).contains("copy");
        }
        assertThat(which(state)).contains("copy");
    }

    @Test
    void aStateThatSomebodyMadeInTheMiddleOfOneIsNotPutOverTheFormer() throws IOException {
        Path former = interrupt(4);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("state.db");
        make(elsewhere, "new");
        Files.move(elsewhere, state);

        Samples.open(state).close();

        assertThat(which(state)).contains("copy");
        assertThat(which(folder.resolve("state.db.replaced-" + TIME + "-2"))).contains("new");
        try (StateFile open = Samples.open(former)) {
            assertThat(open.store().findValue("late")).contains("value");
        }
    }
}
