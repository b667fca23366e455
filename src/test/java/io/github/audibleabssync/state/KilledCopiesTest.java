package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code kill -9} while the state is copied, migrated or restored: nothing is lost, and no half copy is taken for a good one. */
class KilledCopiesTest {

    /** Enough for a copy to take a while. */
    private static final int MANY = 4000;

    private static final int NEXT = Migrations.CURRENT.newest() + 1;

    private static final String PREPARED = "state.db.restoring.new";
    private static final String DECIDED = "state.db.restoring-";

    @TempDir Path folder;

    private Path fill(String name, int count) {
        Path state = folder.resolve(name);
        Map<BookKey, BookState> books =
                IntStream.range(0, count)
                        .mapToObj(number -> BookKey.of(new Asin("B%09d".formatted(number))))
                        .collect(Collectors.toMap(Function.identity(), _ -> Samples.fullBook()));
        try (StateFile file = Samples.open(state)) {
            file.store().remember(books);
            file.store().agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(4));
        }
        return state;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofNanos(50_000))
                .atMost(Duration.ofSeconds(60))
                .until(condition);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private List<Path> files(String part) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "after {0} copies")
    @ValueSource(ints = {0, 1, 9})
    void aKillInTheMiddleOfACopyLeavesTheStateAndTheOlderCopies(int before) throws IOException {
        // given
        Path state = fill("state.db", MANY);
        Process child = Children.start(folder, KilledBackup.class, state);
        LocalDate last = KilledBackup.FIRST_DAY.minusDays(1);
        try (BufferedReader output = child.inputReader()) {
            for (int copy = 0; copy < before; copy++) {
                last = LocalDate.parse(String.valueOf(output.readLine()).replace("kept ", ""));
            }
            Path next = FileInspection.beside(StateCopies.ofDay(state, last.plusDays(1)), ".new");

            // when
            await(() -> size(next) > 0);
        } finally {
            Children.kill(child);
        }

        // then
        assertThat(StateCopies.list(state))
                .hasSizeBetween(Math.min(before, StateBackups.KEPT), StateBackups.KEPT + 1)
                .allSatisfy(
                        copy ->
                                assertThat(CopyContents.of(copy.file()).books())
                                        .isEqualTo(MANY + 1));
        assertThat(before == 0 || StateCopies.list(state).stream().findFirst().isPresent())
                .isTrue();
        LocalDate killed = last.plusDays(1);
        try (StateFile file = Samples.open(state)) {
            assertThat(file.store().listBooks()).hasSize(MANY + 1);
            assertThat(file.store().findValue("day")).isPresent();
            StateBackups backups = new StateBackups(state, file.store());
            backups.write(killed);
            backups.keep(killed);
            backups.dropOld(killed);
        }
        assertThat(files(".new")).isEmpty();
        assertThat(StateCopies.list(state)).extracting(StateCopy::day).contains(killed);
    }

    /** How far a migration got. */
    enum Moment {
        COPYING {
            @Override
            boolean isThere(Path state) {
                return size(FileInspection.beside(state, ".before-" + NEXT + ".new")) > 0;
            }
        },
        COPIED {
            @Override
            boolean isThere(Path state) {
                return Files.exists(FileInspection.beside(state, ".before-" + NEXT));
            }
        },
        /** More than SQLite keeps in memory: the half-made migration is on the disk. */
        HALF_MIGRATED {
            @Override
            boolean isThere(Path state) {
                return size(FileInspection.beside(state, "-wal")) > 20_000_000;
            }
        };

        abstract boolean isThere(Path state);
    }

    @ParameterizedTest
    @EnumSource
    void aKillDuringAMigrationLosesNothingAndTheNextStartMigrates(Moment moment)
            throws IOException {
        // given
        Path state = fill("state.db", MANY);
        Process child = Children.start(folder, KilledMigration.class, state);

        // when
        try (BufferedReader output = child.inputReader()) {
            await(() -> moment.isThere(state));
            Children.kill(child);
            assertThat(output.lines()).isEmpty();
        } finally {
            Children.kill(child);
        }

        // then
        Path copy = FileInspection.beside(state, ".before-" + NEXT);
        if (Files.exists(copy)) {
            assertThat(CopyContents.of(copy).books()).isEqualTo(MANY + 1);
        }
        Migrations quick = KilledMigration.next("ALTER TABLE book ADD COLUMN colour TEXT");
        try (StateFile file = StateFile.open(state, Samples.CLOCK, "9.9.9", quick)) {
            assertThat(file.store().listBooks()).hasSize(MANY + 1);
            assertThat(file.store().listBooks().get(Samples.BOOK))
                    .isEqualTo(Samples.fullBook().withAgreement(Samples.agreement(4)));
        }
        assertThat(CopyContents.of(copy).books()).isEqualTo(MANY + 1);
        assertThat(files(".new")).isEmpty();
    }

    @ParameterizedTest(name = "after {0} restorations")
    @ValueSource(ints = {0, 1, 2, 20, 55})
    void aKillDuringARestoreLeavesTheOldStateOrTheNewOne(int before) throws IOException {
        // given
        Path one = fill("one.db", 10);
        Path other = fill("other.db", 20);
        Path state = fill("state.db", 10);
        Process child = Children.start(folder, KilledRestore.class, state, one, other);

        // when
        try (BufferedReader output = child.inputReader()) {
            for (int done = 0; done < before; done++) {
                assertThat(output.readLine()).startsWith("restored ");
            }
            await(() -> !files(before % 2 == 0 ? PREPARED : DECIDED).isEmpty());
        } finally {
            Children.kill(child);
        }

        // then
        try (StateFile file = Samples.open(state)) {
            assertThat(file.store().listBooks().size()).isIn(11, 21);
        }
        assertThat(files("state.db.restoring")).isEmpty();
        assertThat(files("state.db.replaced-"))
                .hasSizeGreaterThanOrEqualTo(before)
                .allSatisfy(former -> assertThat(CopyContents.of(former).books()).isIn(11L, 21L));
    }
}
