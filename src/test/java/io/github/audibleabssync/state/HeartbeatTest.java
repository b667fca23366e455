package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.failure.StateStoreFailed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class HeartbeatTest {

    @TempDir Path folder;

    private static Heartbeat every(Duration interval) {
        return new Heartbeat(Samples.NOW, interval, true);
    }

    @Test
    void theLastSignIsFound() throws IOException {
        Path state = folder.resolve("state.db");
        assertThat(Heartbeat.find(state)).isEmpty();

        every(Duration.ofMinutes(5)).write(state);
        Heartbeat last = new Heartbeat(Samples.later(1), Duration.ofMillis(1500), false);
        last.write(state);

        assertThat(Heartbeat.find(state)).contains(last);
        assertThat(folder).isDirectoryNotContaining("glob:**/*.new");
        Files.writeString(Heartbeat.fileOf(state), "nonsense");
        assertThat(Heartbeat.find(state)).isEmpty();
    }

    @Test
    void itIsFreshForThreeIntervals() {
        Heartbeat heartbeat = every(Duration.ofMinutes(5));

        assertThat(heartbeat.isFresh(Samples.NOW)).isTrue();
        assertThat(heartbeat.isFresh(Samples.NOW.plusSeconds(899))).isTrue();
        assertThat(heartbeat.isFresh(Samples.NOW.plusSeconds(900))).isFalse();
        assertThat(heartbeat.isFresh(Samples.NOW.minusSeconds(900))).isFalse();
    }

    @Test
    void itIsFreshForHalfAMinuteAtLeast() {
        Heartbeat heartbeat = every(Duration.ofSeconds(1));

        assertThat(heartbeat.isFresh(Samples.NOW.plusSeconds(29))).isTrue();
        assertThat(heartbeat.isFresh(Samples.NOW.plusSeconds(30))).isFalse();
    }

    @Test
    void aFolderThatIsGoneIsAFailureOfTheStore() {
        assertThatThrownBy(
                        () -> every(Duration.ofSeconds(1)).write(folder.resolve("gone/state.db")))
                .isInstanceOf(StateStoreFailed.class);
    }
}
