package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.state.Heartbeat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class HealthcheckTest {

    private static final Duration INTERVAL = Duration.ofMinutes(2);

    @TempDir private Path folder;
    private Console console;

    /** Every other setting is wrong or missing: none of them matters here. */
    @BeforeEach
    void open() {
        console =
                new Console(
                        Map.of("STATE_PATH", "state.db", "SYNC_INTERVAL_SECONDS", "often"), folder);
    }

    private void beat(Duration ago, boolean healthy) {
        new Heartbeat(Console.NOW.minus(ago), INTERVAL, healthy).write(folder.resolve("state.db"));
    }

    @Test
    void aFreshHeartbeatIsHealthy() {
        beat(Duration.ofSeconds(101), true);

        assertThat(console.execute("healthcheck")).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .isEqualToIgnoringNewLines("healthy: the last cycle ended 101 s ago");
    }

    @Test
    void aStaleHeartbeatIsNot() {
        beat(Duration.ofSeconds(401), true);

        assertThat(console.execute("healthcheck")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .isEqualToIgnoringNewLines(
                        "unhealthy: the last cycle ended 401 s ago, and one is due every 120 s;"
                                + " look at the daemon's log");
    }

    @Test
    void noHeartbeatIsNot() {
        assertThat(console.execute("healthcheck")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .startsWith("unhealthy: no cycle has ended yet")
                .contains(folder.resolve("state.db.heartbeat").toString());
        assertThat(console.err().lines()).hasSize(1);
    }

    @Test
    void aDaemonThatCallsItselfUnhealthyIsNot() {
        beat(Duration.ofSeconds(1), false);

        assertThat(console.execute("healthcheck")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).startsWith("unhealthy: the daemon runs and cannot do its work");
    }

    @Test
    void loadsNeitherCamelNorPicocliNorTheLog() throws Exception {
        Path classes = folder.resolve("classes.txt");
        beat(Duration.ofSeconds(1), true);

        try (Child child =
                Child.start(
                        Map.of(
                                "STATE_PATH",
                                folder.resolve("state.db").toString(),
                                "JDK_JAVA_OPTIONS",
                                "-Xlog:class+load:file=" + classes),
                        "healthcheck")) {
            child.await(Duration.ofSeconds(20));
        }

        assertThat(Files.readString(classes))
                .contains("io.github.audibleabssync.cli.HealthcheckCommand")
                .doesNotContain("org.apache.camel", "picocli", "logback", "fasterxml");
    }
}
