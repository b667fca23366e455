package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.failure.StateStoreFailed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** The daily copies beside the state. */
class StateBackupsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @TempDir Path temporary;
    private Path folder;
    private Path state;
    private StateFile file;
    private StateBackups backups;

    /** The folder's own name ends like that of a half-made file, which must not matter. */
    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("state.db.backup-2026-11-20.new"));
        state = folder.resolve("state.db");
        file = Samples.open(state);
        backups = new StateBackups(state, file.store());
        file.store().agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(4));
        file.store()
                .confirm(Samples.claim("a", 5), Samples.fullBook(), Samples.entry(5, Samples.NOW));
    }

    @AfterEach
    void close() {
        file.close();
    }

    private void make(LocalDate day) {
        backups.write(day);
        backups.keep(day);
        backups.dropOld(day);
    }

    private Path copyOf(LocalDate day) {
        return folder.resolve("state.db.backup-" + day);
    }

    @Test
    void aCopyHoldsEverythingAndIsForItsOwnerOnly() throws IOException {
        make(DAY);
        file.store().saveValue("later", "than the copy");

        assertThat(backups.has(DAY)).isTrue();
        assertThat(backups.has(DAY.plusDays(1))).isFalse();
        assertThat(CopyContents.of(copyOf(DAY)))
                .isEqualTo(
                        new CopyContents(
                                Migrations.CURRENT.newest(), 1, 1, Optional.of(Samples.NOW)))
                .hasToString("1 book, 1 write in its journal, the last of 2026-11-20 10:11 UTC");
        for (Path each : new Path[] {copyOf(DAY), state}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/state.db.backup-*.new*");
        Path opened = Files.copy(copyOf(DAY), temporary.resolve("opened.db"));
        try (StateFile copy = Samples.open(opened)) {
            assertThat(copy.store().listBooks()).isEqualTo(file.store().listBooks());
            assertThat(copy.store().listJournal(Samples.BOOK)).hasSize(1);
            assertThat(copy.store().findValue("later")).isEmpty();
        }
    }

    @Test
    void theLastSevenAreKept() {
        for (int day = 0; day < 10; day++) {
            make(DAY.plusDays(day));
        }

        assertThat(StateCopies.list(state))
                .extracting(StateCopy::day)
                .containsExactly(
                        DAY.plusDays(9),
                        DAY.plusDays(8),
                        DAY.plusDays(7),
                        DAY.plusDays(6),
                        DAY.plusDays(5),
                        DAY.plusDays(4),
                        DAY.plusDays(3));
    }

    @Test
    void aClockThatWasWrongOnceDoesNotCostTheCopyOfToday() {
        for (int day = 0; day < 8; day++) {
            make(DAY.plusYears(10).plusDays(day));
        }

        make(DAY);

        assertThat(StateCopies.list(state)).hasSize(7).extracting(StateCopy::day).contains(DAY);
    }

    @Test
    void whatLiesBesideItAndIsNoCopyIsNeitherListedNorRemoved() throws IOException {
        for (String name :
                new String[] {
                    "state.db.backup-mine",
                    "state.db.backup-2026-11-01.gz",
                    "state.db.before-2.new",
                    "state.db.before-upgrade",
                    "other.db.backup-2026-11-01"
                }) {
            Files.writeString(folder.resolve(name), "not ours");
        }
        Files.writeString(folder.resolve("state.db.backup-2026-11-19.new"), "half of a copy");
        Files.writeString(folder.resolve("state.db.backup-2026-11-19.new-journal"), "and");

        assertThat(StateCopies.list(state)).isEmpty();
        make(DAY);

        assertThat(StateCopies.list(state)).extracting(StateCopy::day).containsExactly(DAY);
        assertThat(folder)
                .isDirectoryNotContaining("glob:**/state.db.backup-*.new*")
                .isDirectoryContaining("glob:**/state.db.backup-mine")
                .isDirectoryContaining("glob:**/state.db.backup-2026-11-01.gz")
                .isDirectoryContaining("glob:**/state.db.before-upgrade")
                .isDirectoryContaining("glob:**/other.db.backup-2026-11-01");
    }

    @Test
    void aCopyThatIsNotWholeIsNotKept() throws IOException {
        make(DAY);
        backups.write(DAY.plusDays(1));
        Path unfinished = folder.resolve("state.db.backup-2026-11-21.new");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertThatThrownBy(() -> backups.keep(DAY.plusDays(1)))
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("not whole")
                .hasMessageContaining("Check its disk");

        assertThat(StateCopies.list(state)).extracting(StateCopy::day).containsExactly(DAY);
    }

    @Test
    void aCopyThatCannotBeWrittenSaysWhatToDo() throws IOException {
        Files.createDirectory(folder.resolve("state.db.backup-2026-11-20.new-wal"));
        Files.createFile(folder.resolve("state.db.backup-2026-11-20.new-wal/in-the-way"));

        assertThatThrownBy(() -> backups.write(DAY))
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("Let this user write");
    }

    @Test
    void theNewestGoodCopyIsNotTheDamagedOneAfterIt() throws IOException {
        assertThat(StateCopies.findNewestGood(state)).isEmpty();
        make(DAY);
        make(DAY.plusDays(1));
        damage(copyOf(DAY.plusDays(1)));

        assertThat(StateCopies.findNewestGood(state))
                .hasValueSatisfying(
                        copy ->
                                assertThat(copy.command())
                                        .isEqualTo("audible-abs-sync restore 2026-11-20"));
    }

    @Test
    void aDamagedStateIsRefusedWithTheCommandThatPutsTheNewestGoodCopyBack() throws IOException {
        make(DAY);
        make(DAY.plusDays(1));
        file.close();
        damage(state);
        damage(copyOf(DAY.plusDays(1)));

        assertThatThrownBy(() -> Samples.open(state))
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("left untouched")
                .hasMessageContaining(
                        "The newest good copy is of 2026-11-20 (1 book, 1 write in its journal")
                .hasMessageContaining("'audible-abs-sync restore 2026-11-20'");
    }

    @Test
    void aDamagedStateWithoutAGoodCopyIsRefusedAndSaysSo() throws IOException {
        make(DAY);
        file.close();
        damage(state);
        damage(copyOf(DAY));

        assertThatThrownBy(() -> Samples.open(state))
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContaining("There is no good copy beside it")
                .hasMessageContaining("begin anew");
    }

    @Test
    void aStateThatGotLostIsMadeAnewWithAWarningThatNamesTheCopy() throws IOException {
        make(DAY);
        file.close();
        Files.delete(state);

        try (StateFile anew = Samples.open(state)) {
            assertThat(anew.warnings())
                    .singleElement()
                    .asString()
                    .contains("missing", "'audible-abs-sync restore 2026-11-20'");
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] nonsense = new byte[8192];
        Arrays.fill(nonsense, (byte) 0x5A);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(nonsense), 1024);
        }
    }
}
