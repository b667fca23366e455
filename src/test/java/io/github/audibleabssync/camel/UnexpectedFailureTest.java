package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A step fails in a way that nobody expects: no step fails silently, and the next cycle begins anew. */
class UnexpectedFailureTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    private static void spoil(Rig rig, String route, String step, AtomicBoolean spoilt)
            throws Exception {
        AdviceWith.adviceWith(
                rig.context(),
                route,
                advice ->
                        advice.weaveById(step)
                                .before()
                                .process(
                                        exchange -> {
                                            if (spoilt.get()) {
                                                throw new IllegalStateException(
                                                        "nobody expects this");
                                            }
                                        }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sync-cycle, each-book",
        "sync-cycle, plan-the-writes",
        "sync-cycle, each-write",
        "read-places, choose-the-books",
        "read-places, each-batch",
        "find-books, list-when-due",
        "read-audible-places, take-over-positions",
        "read-audiobookshelf-places, take-over-entries",
        "remember-cycle, remember-what-was-seen",
    })
    void theCycleIsGivenUpAndNothingIsWrittenAndTheNextOneDoesIt(String route, String step)
            throws Exception {
        AtomicBoolean spoilt = new AtomicBoolean();
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            spoil(rig, route, step, spoilt);
            rig.listener.listenOnPhone(book.asin(), HEARD);
            spoilt.set(true);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).contains("nobody expects this");
            assertThat(cycle.succeeded()).isFalse();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();

            spoilt.set(false);
            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }

    @Test
    void aBookThatCannotBeDecidedWaitsAlone() throws Exception {
        AtomicBoolean spoilt = new AtomicBoolean(true);
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start();
            spoil(rig, "sync-book", "resolve-conflict", spoilt);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).isEmpty();
            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(rig.state(book).putOff()).isPresent();
        }
    }

    @Test
    void aWriteThatCannotBePutOnRecordIsNotSentAndGivesItsClaimBack() throws Exception {
        AtomicBoolean spoilt = new AtomicBoolean(true);
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            spoil(rig, "claim-and-write", "on-record", spoilt);
            rig.listener.listenOnPhone(book.asin(), HEARD);

            rig.nextCycle();

            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).putOff()).isPresent();

            spoilt.set(false);
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(START.plus(HEARD)));
        }
    }

    @Test
    void aReadBackThatCannotBeJudgedIsMadeUpForByTheNextCycle() throws Exception {
        AtomicBoolean spoilt = new AtomicBoolean(true);
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            spoil(rig, "remember-write", "judge", spoilt);
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
}
