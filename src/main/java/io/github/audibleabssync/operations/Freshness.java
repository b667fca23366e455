package io.github.audibleabssync.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether cycles succeed: one at least in three intervals, counted from the start of the process. */
final class Freshness {

    private static final int INTERVALS = 3;
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private final CycleHistory history;
    private final Duration limit;
    private final Instant startedAt;
    private final Clock clock;

    Freshness(CycleHistory history, Duration interval, Clock clock) {
        this.history = history;
        Duration wanted = interval.multipliedBy(INTERVALS);
        this.limit = wanted.compareTo(AT_LEAST) > 0 ? wanted : AT_LEAST;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** What is wrong and what to do; empty when nothing is. */
    Optional<String> problem() {
        Duration age = Duration.between(history.lastSuccess().orElse(startedAt), clock.instant());
        if (age.compareTo(limit) <= 0) {
            return Optional.empty();
        }
        String last =
                history.lastSuccess()
                        .map(at -> "the last one that did ended " + at)
                        .orElse("none did since the start");
        String why =
                history.latest()
                        .map(cycle -> cycle.problem().orElse("cycles no longer begin; restart it"))
                        .orElse("no cycle has ended yet; look into the log");
        return Optional.of(
                "No cycle succeeded for %d s, %s. %s".formatted(age.toSeconds(), last, why));
    }
}
