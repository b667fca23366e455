package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.failure.StateStoreFailed;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class StateFileTest {

    private static final Migration NEXT =
            new Migration(3, "a colour", List.of("ALTER TABLE book ADD COLUMN colour TEXT"));

    @TempDir Path folder;
    private Path state;

    @BeforeEach
    void name() {
        state = folder.resolve("state.db");
    }

    private static Migrations upTo(Migration... more) {
        return new Migrations(
                Stream.concat(Migrations.CURRENT.steps().stream(), Stream.of(more)).toList());
    }

    private StateFile openNewer(Migrations migrations) {
        return StateFile.open(state, Samples.CLOCK, "9.9.9", migrations);
    }

    private void fill() {
        try (StateFile file = Samples.open(state)) {
            file.store().agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(4));
        }
    }

    /** Everything in the folder but the lock, which is nobody's data. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".lock")) {
                    byte[] bytes = Files.readAllBytes(file);
                    contents.put(file.getFileName().toString(), sha256(bytes));
                }
            }
        }
        return contents;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(StateFileProblem.class)
                .hasMessageContainingAll(parts);
    }

    private void assertRefusedUntouched(String... parts) throws IOException {
        Map<String, String> before = contents();
        assertProblem(() -> Samples.open(state), parts);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aMissingFileIsMade() {
        fill();

        try (StateFile file = Samples.open(state)) {
            assertThat(file.store().listBooks()).hasSize(1);
            assertThat(file.warnings()).isEmpty();
        }
        assertThat(folder)
                .isDirectoryContaining("glob:**/state.db")
                .isDirectoryNotContaining("glob:**/*.new*")
                .isDirectoryNotContaining("glob:**/*.before*");
    }

    @Test
    void aMissingFolderIsNotMade() {
        assertProblem(
                () -> Samples.open(folder.resolve("nowhere/state.db")),
                "folder",
                "nowhere",
                "STATE_PATH");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedUntouched() throws IOException {
        Files.writeString(state, "my shopping list\n".repeat(1000));

        assertRefusedUntouched("damaged", "state.db", "left untouched");
    }

    @Test
    void anEmptyFileIsRefusedUntouched() throws IOException {
        Files.createFile(state);

        assertRefusedUntouched("empty", "left untouched");
    }

    @Test
    void aTruncatedFileIsRefusedUntouched() throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(state, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3 * 4096);
        }

        assertRefusedUntouched("damaged", "left untouched");
    }

    @Test
    void aFileWithABrokenPageIsRefusedUntouched() throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(state, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[4096]), 4096L);
        }

        assertRefusedUntouched("damaged", "left untouched");
    }

    @Test
    void aDamagedFileWithAJournalBesideItIsRefusedUntouched() throws IOException {
        leaveUnclean();
        try (FileChannel channel = FileChannel.open(state, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[50]), 0L);
        }

        assertRefusedUntouched("damaged", "left untouched");
    }

    @Test
    void whatOnlyTheJournalHoldsIsThereAfterAnUncleanEnd() throws IOException {
        leaveUnclean();

        try (StateFile file = Samples.open(state)) {
            assertThat(file.store().findValue("late")).contains("value");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/*.examined*");
    }

    @Test
    void anUncleanStateCanBeReadWithoutADaemon() throws IOException {
        leaveUnclean();

        try (StateFile reader = StateFile.openReadOnly(state)) {
            assertThat(reader.store().findValue("late")).contains("value");
        }
    }

    /** Leaves the files that a daemon leaves that was killed. */
    private void leaveUnclean() throws IOException {
        Path running = Files.createDirectory(folder.resolve("running")).resolve("state.db");
        try (StateFile file = Samples.open(running)) {
            file.store().saveValue("late", "value");
            for (String suffix : List.of("", "-wal")) {
                Files.copy(
                        FileInspection.beside(running, suffix),
                        FileInspection.beside(state, suffix),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(FileInspection.beside(state, "-wal")).isNotEmptyFile();
    }

    @Test
    void aJournalWithoutItsFileIsRefused() throws IOException {
        leaveUnclean();
        Files.delete(state);

        assertRefusedUntouched("missing", "state.db-wal", "Put the state file back");
    }

    @Test
    void someOtherDatabaseIsRefusedUntouched() throws IOException, SQLException {
        try (Connection connection = Connections.create(state);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE recipes (name TEXT)");
        }

        assertRefusedUntouched("not a state of audible-abs-sync");
    }

    @Test
    void aFolderInTheFilesPlaceIsRefused() throws IOException {
        Files.createDirectory(state);

        assertProblem(() -> Samples.open(state), "not a file", "container");
    }

    @Test
    void aNewerSchemaIsRefusedUntouchedAndBothVersionsAreNamed() throws IOException {
        fill();
        openNewer(upTo(NEXT)).close();

        assertRefusedUntouched(
                "version 9.9.9 (schema 3)", "version 1.2.3 (schema 2)", "state.db.before-3");
        assertProblem(() -> StateFile.openReadOnly(state), "schema 3", "schema 2");
    }

    @Test
    void aMigrationKeepsTheContentAndACopyOfWhatWas() throws IOException {
        fill();
        Map<String, String> before = contents();

        openNewer(upTo(NEXT)).close();
        openNewer(upTo(NEXT)).close();

        assertThat(contents()).hasSize(before.size() + 1);
        Path copy = folder.resolve("state.db.before-3");
        try (StateFile old = Samples.open(copy)) {
            assertThat(old.store().listBooks().get(Samples.BOOK))
                    .isEqualTo(Samples.fullBook().withAgreement(Samples.agreement(4)));
        }
        try (StateFile file = openNewer(upTo(NEXT))) {
            assertThat(file.store().listBooks()).containsKey(Samples.BOOK);
        }
    }

    @Test
    void aFailedMigrationLeavesTheStateAsItWas() {
        fill();
        Migration broken =
                new Migration(4, "broken", List.of("DROP TABLE claim", "CREATE NONSENSE"));

        assertProblem(() -> openNewer(upTo(NEXT, broken)), "from schema 2 to 4", "1.2.3");

        try (StateFile file = Samples.open(state)) {
            assertThat(file.store().listBooks()).containsKey(Samples.BOOK);
            assertThat(file.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void migrationsAreNumberedWithoutGaps() {
        assertThatThrownBy(() -> new Migrations(List.of(NEXT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecondDaemonIsRefusedUntilTheFirstEnds() {
        try (StateFile first = Samples.open(state)) {
            String pid = Long.toString(ProcessHandle.current().pid());
            assertProblem(() -> Samples.open(state), "Another daemon", pid, "STATE_PATH");
            assertProblem(() -> Samples.open(state), "Another daemon", pid);
            first.store().probe();
        }
        Samples.open(state).close();
    }

    @Test
    void aReaderWorksBesideTheDaemonAndCannotWrite() {
        try (StateFile daemon = Samples.open(state)) {
            daemon.store().saveValue("name", "1");
            try (StateFile reader = StateFile.openReadOnly(state)) {
                assertThat(reader.store().findValue("name")).contains("1");
                daemon.store().saveValue("name", "2");
                assertThat(reader.store().findValue("name")).contains("2");
                assertThatThrownBy(() -> reader.store().saveValue("name", "3"))
                        .isInstanceOf(StateStoreFailed.class)
                        .hasMessageContaining("opened for reading only");
            }
            daemon.store().remember(Map.of(Samples.BOOK, BookState.NEW));
        }
    }

    @Test
    void commandsAreLeftBesideTheDaemonWhichFindsThem() {
        try (StateFile daemon = Samples.open(state);
                CommandQueue queue = StateFile.openForCommands(state)) {
            long id = queue.ask(Command.of(Command.Kind.SYNC, "cli", Samples.NOW));

            assertThat(daemon.store().listOpenCommands())
                    .extracting(Command::id, Command::kind)
                    .containsExactly(tuple(id, Command.Kind.SYNC));
            daemon.store()
                    .answer(id, new Command.Answer(Command.Outcome.DONE, "well"), Samples.later(1));
            assertThat(queue.findAnswer(id)).map(Command.Answer::text).contains("well");
            assertThat(queue.withdraw(queue.ask(Command.of(Command.Kind.PLAN, "cli", Samples.NOW))))
                    .isTrue();
            assertThat(daemon.store().listOpenCommands()).isEmpty();
        }
    }

    @Test
    void commandsForNothingOrForAnotherSchemaAreRefused() throws IOException {
        assertProblem(() -> StateFile.openForCommands(state), "no state yet", "STATE_PATH");
        fill();
        openNewer(upTo(NEXT)).close();
        Map<String, String> before = contents();

        assertProblem(() -> StateFile.openForCommands(state), "schema 3", "schema 2");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whetherADaemonRunsIsSeenWithoutDisturbingIt() {
        assertThat(StateFile.isDaemonRunning(state)).isFalse();
        try (StateFile _ = Samples.open(state)) {
            assertThat(StateFile.isDaemonRunning(state)).isTrue();
            assertThat(StateFile.isDaemonRunning(state)).isTrue();
            assertProblem(() -> Samples.open(state), "Another daemon");
        }
        assertThat(StateFile.isDaemonRunning(state)).isFalse();
    }

    @Test
    void whoAsksAllTheTimeWhetherADaemonRunsNeverKeepsOneFromStarting() throws IOException {
        Samples.open(state).close();
        Process prober = Children.start(folder, Prober.class, state);
        try (BufferedReader said = prober.inputReader()) {
            assertThat(said.readLine()).isEqualTo("begun");
            for (int starts = 0; starts < 200; starts++) {
                Samples.open(state).close();
            }
            assertThat(prober.isAlive()).isTrue();
        } finally {
            Children.kill(prober);
        }
    }

    @Test
    void aReaderCopiesEverythingAndDoesNotTouchTheOriginal() throws IOException {
        leaveUnclean();
        Map<String, String> before = contents();
        Path copies = Files.createDirectory(folder.resolve("copies"));

        try (StateFile reader = StateFile.openReadOnly(state)) {
            reader.store().copyTo(copies.resolve("state.db"));
        }

        try (StateFile copy = Samples.open(copies.resolve("state.db"))) {
            assertThat(copy.store().findValue("late")).contains("value");
        }
        assertThat(contents()).containsAllEntriesOf(before);
    }

    @Test
    void aReaderWithoutADaemonTouchesNothing() throws IOException {
        fill();
        Map<String, String> before = contents();

        try (StateFile reader = StateFile.openReadOnly(state)) {
            assertThat(reader.store().listBooks()).hasSize(1);
        }

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aReaderOfNothingOrOfSomethingElseIsToldSo() throws IOException {
        assertProblem(() -> StateFile.openReadOnly(state), "no state yet");
        Files.writeString(state, "my shopping list\n".repeat(1000));
        assertProblem(() -> StateFile.openReadOnly(state), "cannot be opened", "state.db");
    }

    @Test
    void namesMayHoldCharactersThatMeanSomethingInAddresses() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("50% of #1? é")).resolve("my state?.db");

        Samples.open(odd).close();

        assertThat(odd).isNotEmptyFile();
        StateFile.openReadOnly(odd).close();
    }

    @Test
    void aSymbolicLinkIsFollowedToItsJournal() throws IOException {
        leaveUnclean();
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), state);

        try (StateFile file = Samples.open(link)) {
            assertThat(file.store().findValue("late")).contains("value");
        }
    }

    @Test
    void networkFileSystemsAreKnownByTheirTypes() {
        assertThat(List.of("nfs", "nfs4", "cifs", "smb3", "SMBFS", "9p", "fuse.sshfs"))
                .allMatch(NetworkFileSystem::isRemote);
        assertThat(List.of("ext4", "btrfs", "overlay", "tmpfs", "xfs", "zfs", "fuseblk", "apfs"))
                .noneMatch(NetworkFileSystem::isRemote);
    }
}
