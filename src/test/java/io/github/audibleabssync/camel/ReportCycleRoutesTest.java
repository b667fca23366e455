package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Heartbeat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The route of {@code 70-report-cycle}: every cycle leaves a sign of life, however it went. */
class ReportCycleRoutesTest {

    private static final Duration START = Duration.ofHours(2);

    @TempDir Path folder;

    @Test
    void aCycleLeavesASignOfLifeBesideTheState() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start();

            rig.nextCycle();

            assertThat(life(folder).healthy()).isTrue();
            assertThat(life(folder).cycleEndedAt()).isBeforeOrEqualTo(rig.clock.instant());
        }
    }

    @Test
    void aCycleThatWasGivenUpIsReportedToo() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start();
            rig.nextCycle();
            Instant before = life(folder).cycleEndedAt();
            Steps.spoil(rig, "sync-cycle", "each-book").set(true);

            rig.nextCycle();

            assertThat(life(folder).cycleEndedAt()).isAfter(before);
        }
    }

    @Test
    void aCycleWithoutABookIsReportedToo() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.start();

            Exchange reported = Steps.run(rig, "report-cycle", "", Map.of("sweepOnly", false));

            assertThat(reported.getException()).isNull();
            assertThat(life(folder).cycleEndedAt()).isBeforeOrEqualTo(rig.clock.instant());
        }
    }

    @Test
    void aSignOfLifeThatCannotBeWrittenFailsNoCycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start();
            Path heartbeat = Heartbeat.fileOf(folder.resolve("state.db"));
            Files.createDirectories(heartbeat.resolve("in-the-way"));

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).isTrue();
            assertThat(rig.state(book).agreement()).isPresent();
        }
    }

    private static Heartbeat life(Path folder) {
        return Heartbeat.find(folder.resolve("state.db")).orElseThrow();
    }
}
