package io.github.audibleabssync.operations;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last cycles of this process, newest first. */
final class CycleHistory {

    private static final int MOST = 20;

    private final Deque<CycleSummary> cycles = new ArrayDeque<>();
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<CycleSummary> latestWhole = Optional.empty();

    synchronized void add(CycleSummary cycle) {
        cycles.addFirst(cycle);
        if (cycles.size() > MOST) {
            cycles.removeLast();
        }
        if (cycle.succeeded()) {
            lastSuccess = Optional.of(cycle.endedAt());
        }
        if (!cycle.sweep()) {
            latestWhole = Optional.of(cycle);
        }
    }

    synchronized List<CycleSummary> list() {
        return List.copyOf(cycles);
    }

    synchronized Optional<CycleSummary> latest() {
        return Optional.ofNullable(cycles.peekFirst());
    }

    /** The latest that was not only a step of the first sweep. */
    synchronized Optional<CycleSummary> latestWhole() {
        return latestWhole;
    }

    /** When the last cycle ended that succeeded; empty before the first. */
    synchronized Optional<Instant> lastSuccess() {
        return lastSuccess;
    }
}
