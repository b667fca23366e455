package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Backups;
import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.Intent;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the daemon counts and measures. Names carry their unit, tags have few values, and no book is ever named.
 *
 * <p>The names below are as a registry of Prometheus shows them.
 */
public final class SyncMetrics implements ServiceLink.RequestListener {

    private final MeterRegistry registry;
    private final MultiGauge books;
    private final MultiGauge holds;
    private final MultiGauge clockOffsets;
    private final AtomicReference<Instant> lastSuccess = new AtomicReference<>(Instant.EPOCH);

    /** Meters in the given registry; an empty composite registry counts nothing. */
    public SyncMetrics(MeterRegistry registry) {
        this.registry = registry;
        books =
                MultiGauge.builder("sync.paired.books")
                        .description(
                                "Books that both sides have, by state; one book may have several")
                        .register(registry);
        holds =
                MultiGauge.builder("sync.holds")
                        .description("Books that wait for the listener, by reason")
                        .register(registry);
        clockOffsets =
                MultiGauge.builder("sync.clock.offset")
                        .description("What a service's clock shows beyond ours")
                        .baseUnit("seconds")
                        .register(registry);
        Gauge.builder("sync.last.success.timestamp", lastSuccess, at -> at.get().getEpochSecond())
                .description("When the last cycle ended that succeeded; 0 before the first")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Where the meters are. */
    public MeterRegistry registry() {
        return registry;
    }

    /** {@code sync_requests_total}: a status of 0 stands for no answer. */
    @Override
    public void requested(Side service, String operation, int status) {
        Counter.builder("sync.requests")
                .description("Requests to both services, by status; 0: no answer")
                .tags(
                        "service", word(service),
                        "operation", operation,
                        "status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /**
     * {@code sync_cycle_seconds}, {@code sync_books_total}, {@code sync_writes_total} and {@code
     * sync_last_success_timestamp_seconds}.
     *
     * @param isConfirmed whether a write of this cycle was read back
     */
    void count(Cycle cycle, CycleSummary summary, Predicate<Intent> isConfirmed) {
        Timer.builder("sync.cycle")
                .description("Cycles and how long they took")
                .tags("outcome", summary.succeeded() ? "success" : "failure")
                .register(registry)
                .record(summary.took());
        if (summary.succeeded()) {
            lastSuccess.set(summary.endedAt());
        }
        for (Resolved book : cycle.resolved()) {
            Decision decision = book.decision();
            Counter.builder("sync.books")
                    .description("Decisions over books, by what was decided and why")
                    .tags(
                            "outcome", word(decision.outcome()),
                            "reason", decision.reason().name(),
                            "rule", decision.rule().label())
                    .register(registry)
                    .increment();
        }
        countWrites(cycle, isConfirmed);
    }

    private void countWrites(Cycle cycle, Predicate<Intent> isConfirmed) {
        List<Intent> awaiting = cycle.awaiting();
        Map<BookKey, Decision> decisions =
                cycle.resolved().stream()
                        .collect(
                                Collectors.toMap(
                                        Resolved::key, Resolved::decision, (one, same) -> same));
        for (Intent intent : cycle.intents()) {
            String outcome;
            if (awaiting.contains(intent)) {
                outcome = "unconfirmed";
            } else if (isConfirmed.test(intent)) {
                outcome = "confirmed";
            } else {
                boolean tried = decisions.get(intent.book()) instanceof Decision.Write;
                outcome = tried ? "failed" : "skipped";
            }
            countWrite(intent, outcome);
        }
        cycle.onlyPlanned().forEach(intent -> countWrite(intent, "dry_run"));
    }

    private void countWrite(Intent intent, String outcome) {
        Counter.builder("sync.writes")
                .description("Writes to both sides, by what became of them")
                .tags("side", word(intent.target()), "outcome", outcome)
                .register(registry)
                .increment();
    }

    /** {@code sync_paired_books} and {@code sync_holds}. */
    void show(LibraryCounts counts) {
        books.register(
                Stream.of(
                                row("state", "all", counts.pairs()),
                                row("state", "not_seen", counts.notSeen()),
                                row("state", "agreed", counts.agreed()),
                                row("state", "held", counts.held()),
                                row("state", "put_off", counts.putOff()),
                                row("state", "hot", counts.hot()))
                        .collect(Collectors.toList()),
                true);
        holds.register(
                counts.holds().entrySet().stream()
                        .map(hold -> row("reason", hold.getKey().name(), hold.getValue()))
                        .collect(Collectors.toList()),
                true);
    }

    /** {@code sync_clock_offset_seconds}: a service whose clock is not trusted, or not known yet, has none. */
    void showClocks(List<ServiceLink> links) {
        clockOffsets.register(
                links.stream()
                        .flatMap(
                                link ->
                                        trustedOffset(link).stream()
                                                .map(
                                                        offset ->
                                                                row(
                                                                        "service",
                                                                        word(link.side()),
                                                                        offset.toMillis()
                                                                                / 1000.0)))
                        .collect(Collectors.toList()),
                true);
    }

    /** {@code sync_backups_total} and {@code sync_last_backup_timestamp_seconds}. */
    void showBackups(Backups backups) {
        countBackups(backups, "made", Backups.Report::made);
        countBackups(backups, "failed", Backups.Report::failed);
        Gauge.builder(
                        "sync.last.backup.timestamp",
                        backups,
                        now -> now.report().lastAt().orElse(Instant.EPOCH).getEpochSecond())
                .description("When the newest copy of the state was made; 0 before the first")
                .baseUnit("seconds")
                .register(registry);
    }

    private void countBackups(
            Backups backups, String outcome, ToDoubleFunction<Backups.Report> count) {
        FunctionCounter.builder("sync.backups", backups, now -> count.applyAsDouble(now.report()))
                .description("Daily copies of the state since the start, by what became of them")
                .tags("outcome", outcome)
                .register(registry);
    }

    private static Optional<Duration> trustedOffset(ServiceLink link) {
        return Optional.of(link.serverClock())
                .filter(clock -> clock.trusted())
                .map(clock -> clock.offset());
    }

    private static MultiGauge.Row<?> row(String tag, String value, double number) {
        return MultiGauge.Row.of(Tags.of(tag, value), number);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
