package io.github.audibleabssync.cli;

import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.Heartbeat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code healthcheck}: reads the heartbeat beside the state. No other setting matters, and nothing is sent anywhere. */
final class HealthcheckCommand {

    private final Surroundings surroundings;

    HealthcheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    ExitCode run() {
        Path state =
                SettingsLoader.statePath(
                        surroundings.environment(), surroundings.workingDirectory());
        Instant now = surroundings.clock().instant();
        Optional<Heartbeat> heartbeat = Heartbeat.find(state);
        if (heartbeat.isEmpty()) {
            return unhealthy(
                    "no cycle has ended yet: there is no heartbeat at "
                            + Heartbeat.fileOf(state)
                            + "; wait for the first cycle, or give this command the STATE_PATH of"
                            + " the daemon");
        }
        long seconds = Duration.between(heartbeat.get().cycleEndedAt(), now).toSeconds();
        if (!heartbeat.get().isFresh(now)) {
            return unhealthy(
                    "the last cycle ended %d s ago, and one is due every %d s; look at the daemon's log"
                            .formatted(seconds, heartbeat.get().interval().toSeconds()));
        }
        if (!heartbeat.get().healthy()) {
            return unhealthy(
                    "the daemon runs and cannot do its work; its log and /healthz say why");
        }
        surroundings.out().println("healthy: the last cycle ended " + seconds + " s ago");
        return ExitCode.OK;
    }

    private ExitCode unhealthy(String why) {
        surroundings.err().println("unhealthy: " + why);
        return ExitCode.FAILED;
    }
}
