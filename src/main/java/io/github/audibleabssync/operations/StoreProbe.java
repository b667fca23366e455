package io.github.audibleabssync.operations;

import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.state.StateStore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the state can be read and written. Each look costs the disk something, so an answer stands for ten seconds. */
final class StoreProbe {

    private static final Duration STANDS = Duration.ofSeconds(10);

    private final StateStore store;
    private final Clock clock;
    private Instant lookAgainAt = Instant.MIN;
    private Optional<String> problem = Optional.empty();

    StoreProbe(StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is wrong and what to do; empty when nothing is. */
    synchronized Optional<String> problem() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAgainAt)) {
            problem = look();
            lookAgainAt = now.plus(STANDS);
        }
        return problem;
    }

    private Optional<String> look() {
        try {
            store.probe();
            return Optional.empty();
        } catch (StateStoreFailed failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
