package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.Intent;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.state.Heartbeat;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The step of {@code 70-report-cycle}: one log line, the metrics, what health and status look at, and a sign of life. */
public final class CycleReporter {

    private static final Logger LOG = LoggerFactory.getLogger(CycleReporter.class);

    private final Books books;
    private final List<ServiceLink> links;
    private final SyncMetrics metrics;
    private final CycleHistory history;
    private final DryRunPlan plan;
    private final SweepProgress sweep;
    private final HeartbeatFile heartbeat;
    private final Clock clock;

    private Runnable afterwards = () -> {};
    private int heldBefore;
    private boolean failedBefore;

    /**
     * Where and how the sign of life is written.
     *
     * @param state the state file
     * @param interval between cycles
     * @param isHealthy what the daemon thinks of itself
     */
    record HeartbeatFile(Path state, Duration interval, BooleanSupplier isHealthy) {}

    CycleReporter(
            Books books,
            List<ServiceLink> links,
            SyncMetrics metrics,
            CycleHistory history,
            DryRunPlan plan,
            HeartbeatFile heartbeat,
            Clock clock) {
        this.books = books;
        this.links = List.copyOf(links);
        this.metrics = metrics;
        this.history = history;
        this.plan = plan;
        this.sweep = new SweepProgress(heartbeat.interval());
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** Has something done after each report. */
    CycleReporter andThen(Runnable step) {
        afterwards = step;
        return this;
    }

    /**
     * Reports a cycle that is over, however it went.
     *
     * @param sweepOnly a step of the first sweep between two cycles
     */
    public synchronized void report(
            @Variable("cycle") Cycle cycle, @Variable("sweepOnly") boolean sweepOnly) {
        Instant now = clock.instant();
        CycleSummary summary = CycleSummary.of(cycle, sweepOnly, now);
        LibraryCounts counts = LibraryCounts.of(books, now);
        history.add(summary);
        plan.update(cycle);
        metrics.count(cycle, summary, this::isConfirmed);
        metrics.show(counts);
        metrics.showClocks(links);
        log(summary, counts);
        sweep.report(counts, summary);
        writeHeartbeat(now);
        afterwards.run();
    }

    /** A confirmed write made its agreement the book's. */
    private boolean isConfirmed(Intent intent) {
        return Optional.ofNullable(books.states().get(intent.book()))
                .flatMap(state -> state.agreement())
                .filter(agreed -> agreed.revision() == intent.write().agreement().revision())
                .isPresent();
    }

    private void log(CycleSummary summary, LibraryCounts counts) {
        boolean firstSweep = summary.sweep() || counts.notSeen() > 0;
        boolean moved = summary.written() > 0 || summary.planned() > 0 || summary.awaiting() > 0;
        boolean settled = !firstSweep && (summary.agreed() > 0 || counts.held() != heldBefore);
        boolean failed = !summary.succeeded();
        if (moved || settled || failed != failedBefore) {
            LOG.info("Cycle: {}", summary);
        } else {
            LOG.debug("Cycle: {}", summary);
        }
        heldBefore = counts.held();
        failedBefore = failed;
    }

    private void writeHeartbeat(Instant now) {
        try {
            new Heartbeat(now, heartbeat.interval(), heartbeat.isHealthy().getAsBoolean())
                    .write(heartbeat.state());
        } catch (StateStoreFailed failure) {
            LOG.warn("{}", failure.getMessage());
        }
    }
}
