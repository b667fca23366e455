package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The route of {@code 55-confirm-writes}: success is only what is read back. */
class ConfirmWritesRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    @Test
    void aWriteIsInTheJournalOnceItWasReadBack() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            AtomicInteger judged = Steps.count(rig, "remember-write", "judge");
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(judged).hasValue(1);
            assertThat(cycle.awaiting()).isEmpty();
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"AUDIBLE", "AUDIOBOOKSHELF"})
    void aReadBackThatCannotBeHadIsMadeUpForByTheNextCycle(Side target) throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            if (target == Side.AUDIBLE) {
                rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            } else {
                rig.listener.listenOnPhone(book.asin(), HEARD);
            }
            Steps.before(
                    rig,
                    "sync-cycle",
                    "each-write",
                    exchange -> {
                        rig.audible
                                .faults()
                                .always(on("GET", "/1.0/annotations"), Fault.status(404));
                        rig.audiobookshelf
                                .faults()
                                .always(on("GET", "/api/me/progress"), Fault.status(302));
                    });

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).isEmpty();
            assertThat(cycle.writes()).isZero();
            assertThat(rig.store().listOpenClaims()).hasSize(1);

            rig.audible.faults().clear();
            rig.audiobookshelf.faults().clear();
            rig.nextCycle();

            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aReadBackThatCannotBeJudgedIsMadeUpForByTheNextCycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            Steps.spoil(rig, "remember-write", "judge").set(true);
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).contains("nobody expects this");
            assertThat(rig.store().listOpenClaims()).hasSize(1);

            rig.nextCycle();

            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
        }
    }

    @Test
    void withoutAWriteNobodyIsAskedAndNobodyWaits() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.clearLogs();

            Exchange idle = Steps.run(rig, "confirm-writes");

            assertThat(idle.getException()).isNull();
            assertThat(Steps.cycle(idle).looks()).isZero();
            assertThat(rig.requests()).isZero();
        }
    }
}
