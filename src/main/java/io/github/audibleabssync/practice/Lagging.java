package io.github.audibleabssync.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A value whose readers see it some time after it was written, as with a store that is copied about. Not thread-safe. */
final class Lagging<T> {

    private record Version<T>(Optional<T> value, Instant visibleFrom) {}

    private final Deque<Version<T>> versions = new ArrayDeque<>(1);

    /** Nothing, visible at once. */
    Lagging() {
        versions.add(new Version<>(Optional.empty(), Instant.MIN));
    }

    void set(Optional<T> value, Instant now, Duration lag) {
        if (lag.isZero()) {
            versions.clear();
        }
        versions.addLast(new Version<>(value, lag.isZero() ? Instant.MIN : now.plus(lag)));
    }

    /** What was written last. */
    Optional<T> truth() {
        return versions.getLast().value();
    }

    /** What a reader sees now. */
    Optional<T> seen(Instant now) {
        while (versions.size() > 1 && !secondIsAfter(now)) {
            versions.removeFirst();
        }
        return versions.getFirst().value();
    }

    private boolean secondIsAfter(Instant now) {
        return versions.stream().skip(1).findFirst().orElseThrow().visibleFrom().isAfter(now);
    }
}
