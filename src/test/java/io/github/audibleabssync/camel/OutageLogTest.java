package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.github.audibleabssync.practice.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the log says of an outage while there is a cycle every second. */
class OutageLogTest {

    private static final int MINUTES = 25;

    @TempDir Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log =
            new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                        lines.add(event.getLevel() + " " + event.getFormattedMessage());
                    }
                }
            };
    private final Logger logger = (Logger) LoggerFactory.getLogger(Cycles.class.getPackageName());

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void anOutageIsToldWhenItBeginsNowAndThenAndWhenItEnds() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(Duration.ofHours(2));
            rig.start().nextCycle();
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(404));
            rig.audible.faults().always(on("GET", "/1.0"), Fault.status(404));
            lines.clear();

            everyTenSeconds(rig, MINUTES * 6);

            assertThat(about("Audible")).hasSizeBetween(2, 3);
            assertThat(about("Audiobookshelf")).hasSizeBetween(2, 3);
            assertThat(lines).anyMatch(line -> line.contains("lasting since"));

            rig.audible.faults().clear();
            rig.audiobookshelf.faults().clear();
            lines.clear();
            everyTenSeconds(rig, 5);

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("INFO Audible answers"))
                    .hasSize(1);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("INFO Audiobookshelf answers"))
                    .hasSize(1);
        }
    }

    @Test
    void anotherKindOfTroubleIsToldAtOnce() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(Duration.ofHours(2));
            rig.start().nextCycle();
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(404));
            rig.nextCycles(2);
            rig.audiobookshelf.faults().clear();
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(401));
            lines.clear();

            rig.nextCycles(2);

            assertThat(about("Audiobookshelf")).singleElement().asString().contains("API key");
        }
    }

    private List<String> about(String service) {
        return lines.stream()
                .filter(
                        line ->
                                line.startsWith("WARN " + service)
                                        || line.startsWith("ERROR " + service))
                .toList();
    }

    private static void everyTenSeconds(Rig rig, int cycles) {
        for (int i = 0; i < cycles; i++) {
            rig.clock.step(Duration.ofSeconds(10));
            rig.cycle();
        }
    }
}
