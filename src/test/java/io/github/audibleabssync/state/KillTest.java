package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.core.Agreement;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code kill -9} in the middle of writes. */
class KillTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 301})
    void whatWasConfirmedIsThereAfterAKill(int lines) throws IOException {
        Path state = folder.resolve("state.db");
        Process writer = Children.start(folder, KilledWriter.class, state);
        List<String> said = new ArrayList<>();
        try (BufferedReader output = writer.inputReader()) {
            while (said.size() < lines) {
                said.add(String.valueOf(output.readLine()));
            }
            assertThat(said.getFirst()).isEqualTo("claimed 1");
            assertThatThrownBy(() -> Samples.open(state))
                    .isInstanceOf(StateFileProblem.class)
                    .hasMessageContaining("process " + writer.pid());
            assertThat(StateFile.isDaemonRunning(state)).isTrue();
            boolean _ = writer.toHandle().destroyForcibly();
            output.lines().filter(line -> line.matches("\\w+ \\d+")).forEach(said::add);
        } finally {
            writer.destroyForcibly();
            writer.onExit().join();
        }

        assertThat(StateFile.isDaemonRunning(state)).isFalse();
        long claimed = last(said, "claimed ");
        long confirmed = last(said, "confirmed ");
        try (StateFile file = Samples.open(state)) {
            StateStore store = file.store();
            long revision =
                    store.listBooks().values().stream()
                            .flatMap(book -> book.agreement().stream())
                            .mapToLong(Agreement::revision)
                            .max()
                            .orElse(0);
            assertThat(revision).isBetween(confirmed, claimed);
            assertThat(store.countJournal()).isEqualTo(revision);
            assertThat(store.isClaimed("claim " + claimed)).isTrue();
            assertThat(store.listOpenClaims())
                    .allSatisfy(
                            open ->
                                    assertThat(open)
                                            .isEqualTo(
                                                    Samples.claim(
                                                            "claim " + (revision + 1),
                                                            revision + 1)))
                    .hasSizeLessThanOrEqualTo(1);
        }
        FileInspection.look(state);
    }

    private static long last(List<String> said, String what) {
        return said.stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.substring(what.length())))
                .max()
                .orElse(0);
    }
}
