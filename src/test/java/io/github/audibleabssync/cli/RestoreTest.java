package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.state.StateBackups;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** {@code restore}: the list, what is put back, and what is refused. */
class RestoreTest {

    private static final Clock CLOCK = Clock.fixed(Console.NOW, ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.of(2026, 2, 27);

    @TempDir private Path folder;
    private Path state = Path.of("");
    private Console console;

    /** Every other setting is wrong or missing: none of them matters here. */
    @BeforeEach
    void open() {
        state = folder.resolve("state.db");
        console =
                new Console(
                        Map.of("STATE_PATH", "state.db", "SYNC_INTERVAL_SECONDS", "often"), folder);
    }

    /** A state that says which it is, with a copy of each of these days. */
    private void fill(String which, LocalDate... days) {
        try (StateFile file = StateFile.open(state, CLOCK, "test")) {
            file.store().saveValue("which", which);
            StateBackups backups = new StateBackups(state, file.store());
            for (LocalDate day : days) {
                backups.write(day);
                backups.keep(day);
            }
        }
    }

    private String which() {
        try (StateFile file = StateFile.openReadOnly(state)) {
            return file.store().findValue("which").orElse("");
        }
    }

    @Test
    void withoutACopyItSaysSo() {
        fill("present");

        assertThat(console.execute("restore")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).startsWith("There is no copy of " + state + " yet");
    }

    @Test
    void listsTheCopiesNewestFirstWithWhatIsInThemAndTheCommand() throws IOException {
        fill("present", DAY, DAY.plusDays(1), DAY.plusDays(2));
        Files.writeString(folder.resolve("state.db.backup-2026-02-28"), "damaged");
        Files.copy(
                folder.resolve("state.db.backup-2026-02-27"), folder.resolve("state.db.before-2"));

        assertThat(console.execute("restore")).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("2026-03-01 .* UTC +0\\.1 MB +0 +0 +none"))
                .anyMatch(line -> line.matches("2026-02-28 .* - +- +The copy is damaged .*"))
                .anyMatch(line -> line.matches("before-2 .* UTC +0\\.1 MB +0 +0 +none"));
        assertThat(console.out()).contains("'audible-abs-sync restore ");
        assertThat(console.out().indexOf("2026-03-01 "))
                .isLessThan(console.out().indexOf("2026-02-27 "));
        assertThat(which()).isEqualTo("present");
    }

    @Test
    void putsTheCopyOfADayBackAndSaysWhatHappenedAndWhatComesNext() {
        fill("copied", DAY);
        fill("present");

        assertThat(console.execute("restore", "2026-02-27")).isEqualTo(ExitCode.OK);

        assertThat(which()).isEqualTo("copied");
        Path former = folder.resolve("state.db.replaced-20260301T120000Z");
        assertThat(former).exists();
        assertThat(console.out())
                .contains(
                        "The copy '2026-02-27' (0 books, 0 writes in its journal) is now the state "
                                + state)
                .contains("moved to " + former)
                .contains("'audible-abs-sync restore " + former + "'")
                .contains("decided by the usual rules");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void putsAFileBackByItsPath() throws IOException {
        fill("copied", DAY);
        fill("present");
        Path kept = Files.createDirectory(folder.resolve("kept")).resolve("my copy.db");
        Files.move(folder.resolve("state.db.backup-2026-02-27"), kept);

        assertThat(console.execute("restore", "kept/my copy.db")).isEqualTo(ExitCode.OK);
        assertThat(which()).isEqualTo("copied");
        assertThat(kept).exists();
    }

    @Test
    void aCopyFromBeforeAnUpgradeIsPutBackByItsName() throws IOException {
        fill("copied", DAY);
        fill("present");
        Files.move(
                folder.resolve("state.db.backup-2026-02-27"), folder.resolve("state.db.before-2"));

        assertThat(console.execute("restore", "before-2")).isEqualTo(ExitCode.OK);
        assertThat(which()).isEqualTo("copied");
    }

    @Test
    void aCopyThatIsNotThereIsAWrongCommandLineAndThoseThatAreAreNamed() {
        fill("present", DAY);

        assertThat(console.execute("restore", "2026-02-01")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err())
                .contains("There is no copy '2026-02-01' of " + state)
                .contains("There are: 2026-02-27.");
        assertThat(which()).isEqualTo("present");
    }

    @Test
    void whileTheDaemonRunsNothingIsPutBack() {
        fill("copied", DAY);
        try (StateFile daemon = StateFile.open(state, CLOCK, "test")) {
            daemon.store().saveValue("which", "present");

            assertThat(console.execute("restore", "2026-02-27")).isEqualTo(ExitCode.IN_USE);
            assertThat(console.err())
                    .contains("daemon runs on this state (process ")
                    .contains("Stop it, restore, and start it again.");
        }
        assertThat(which()).isEqualTo("present");
    }

    @Test
    void theListWorksBesideARunningDaemon() {
        fill("copied", DAY);
        try (StateFile daemon = StateFile.open(state, CLOCK, "test")) {
            assertThat(console.execute("restore")).isEqualTo(ExitCode.OK);
            assertThat(console.out()).contains("2026-02-27 ");
            daemon.store().probe();
        }
    }

    @Test
    void aDamagedCopyIsNotPutBack() throws IOException {
        fill("present", DAY);
        Files.writeString(folder.resolve("state.db.backup-2026-02-27"), "damaged");

        assertThat(console.execute("restore", "2026-02-27")).isEqualTo(ExitCode.STATE);
        assertThat(console.err()).startsWith("The copy is damaged").doesNotContain("\tat ");
        assertThat(which()).isEqualTo("present");
    }

    @Test
    void itsHelpNamesItsExitCodes() {
        assertThat(console.execute("restore", "--help")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("Exit codes: 0", "74 ", "75 ", "[COPY]");
    }
}
