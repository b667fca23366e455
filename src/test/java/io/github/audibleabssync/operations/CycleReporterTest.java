package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.ReportedCycles;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.operations.CycleReporter.HeartbeatFile;
import io.github.audibleabssync.state.Heartbeat;
import io.github.audibleabssync.state.StateFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the log says of a cycle, and when it says nothing. */
class CycleReporterTest {

    private static final Duration INTERVAL = Duration.ofMinutes(2);

    @TempDir Path folder;

    private final TestClock clock = new TestClock();
    private final CycleHistory history = new CycleHistory();
    private final DryRunPlan plan = new DryRunPlan();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger =
            (Logger) LoggerFactory.getLogger(CycleReporter.class.getPackageName());
    private StateFile state;
    private Books books;
    private CycleReporter reporter;

    @BeforeEach
    void setUp() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        Path file = folder.resolve("state.db");
        state = StateFile.open(file, clock, "1.2.3");
        Shelf.fill(state.store(), clock.instant());
        books = new Books(state.store(), false);
        reporter =
                new CycleReporter(
                        books,
                        List.of(),
                        new SyncMetrics(meters),
                        history,
                        plan,
                        new HeartbeatFile(file, INTERVAL, () -> true),
                        clock);
    }

    @AfterEach
    void tearDown() {
        logger.setLevel(null);
        logger.detachAppender(log);
        state.close();
    }

    private void seeAll() {
        state.store().remember(Map.of(Shelf.UNSEEN, Shelf.seenUnbegun(clock.instant())));
        books.states().put(Shelf.UNSEEN, Shelf.seenUnbegun(clock.instant()));
    }

    private Resolved decided(BookKey key, Decision decision) {
        Pair pair =
                books.pairs().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow();
        return Shelf.resolved(
                pair, books.states().getOrDefault(key, BookState.NEW), decision, clock.instant());
    }

    private void report(Cycle cycle) {
        clock.advance(Duration.ofMillis(1500));
        reporter.report(cycle, false);
        clock.advance(INTERVAL);
    }

    private Cycle quiet() {
        return ReportedCycles.decided(
                clock.instant(),
                decided(Shelf.IN_STEP, new Decision.Leave(Rule.R12_IN_SYNC, Reason.IN_SYNC)));
    }

    private List<String> info() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aCycleInWhichNothingMovedIsNotMentioned() {
        seeAll();
        report(quiet());
        log.list.clear();

        report(quiet());
        report(quiet());

        assertThat(info()).isEmpty();
        assertThat(history.list()).hasSize(3);
        assertThat(history.lastSuccess()).isPresent();
    }

    @Test
    void aConfirmedWriteIsCountedAndMentioned() {
        seeAll();
        report(quiet());
        Decision.Write write = Shelf.write(clock.instant());
        Cycle cycle = ReportedCycles.decided(clock.instant(), decided(Shelf.IN_STEP, write));
        ReportedCycles.confirmed(cycle, books, Shelf.IN_STEP, write);

        report(cycle);

        assertThat(info())
                .last()
                .isEqualTo("Cycle: 1 asked, 0 in sync, 0 agreed, 1 written, 0 held; 1.500 s");
        assertThat(writes("confirmed")).isEqualTo(1);
        assertThat(
                        meters.get("sync.books")
                                .tags("outcome", "write", "reason", "MOVED", "rule", "14")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aWriteThatDidNotArriveIsCountedAsFailed() {
        Cycle cycle =
                ReportedCycles.decided(
                        clock.instant(), decided(Shelf.IN_STEP, Shelf.write(clock.instant())));
        ReportedCycles.intend(cycle);

        report(cycle);

        assertThat(writes("failed")).isEqualTo(1);
    }

    @Test
    void aFailureAndItsEndAreMentionedOnce() {
        seeAll();
        report(quiet());
        log.list.clear();

        report(ReportedCycles.failed(clock.instant(), Side.AUDIBLE, "Audible is away"));
        report(ReportedCycles.failed(clock.instant(), Side.AUDIBLE, "Audible is away"));
        report(quiet());

        assertThat(info()).hasSize(2);
        assertThat(info().getFirst()).endsWith("failed: Audible is away");
        assertThat(meters.get("sync.cycle").tag("outcome", "failure").timer().count()).isEqualTo(2);
    }

    @Test
    void howFarTheFirstLookGotIsToldOnceAnInterval() {
        for (int step = 0; step < 10; step++) {
            reporter.report(quiet(), true);
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(info()).containsExactly("First look: 2 of 3 books were asked so far");

        seeAll();
        reporter.report(quiet(), true);

        assertThat(info()).hasSize(1);
    }

    @Test
    void aDryRunTellsItsPlanUntilItChanges() {
        seeAll();
        report(quiet());
        log.list.clear();
        for (int again = 0; again < 3; again++) {
            Cycle cycle =
                    ReportedCycles.decided(
                            clock.instant(), decided(Shelf.IN_STEP, Shelf.write(clock.instant())));
            ReportedCycles.wouldWrite(cycle);
            plan.update(cycle);
        }

        assertThat(info())
                .containsExactly(
                        "Dry run: 'A Tale in Step' [B00INSTEP1]: 1:30:00 -> 2:00:00 on"
                                + " Audiobookshelf (rule 14: the other side follows)");
        assertThat(plan.find(Shelf.IN_STEP)).isPresent();

        report(quiet());

        assertThat(plan.find(Shelf.IN_STEP)).isEmpty();
    }

    @Test
    void everyCycleLeavesASignOfLife() {
        report(quiet());

        assertThat(Heartbeat.find(folder.resolve("state.db")))
                .hasValueSatisfying(
                        beat -> {
                            assertThat(beat.interval()).isEqualTo(INTERVAL);
                            assertThat(beat.healthy()).isTrue();
                        });
    }

    private double writes(String outcome) {
        return meters.get("sync.writes")
                .tags("side", "audiobookshelf", "outcome", outcome)
                .counter()
                .count();
    }
}
