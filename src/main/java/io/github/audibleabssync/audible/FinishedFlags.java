package io.github.audibleabssync.audible;

import io.github.audibleabssync.core.Asin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A page of finished flags.
 *
 * @param flags by title, the newest of each
 * @param continuation asks for the next page; empty on the last
 */
public record FinishedFlags(Map<Asin, Flag> flags, Optional<String> continuation) {

    /** Keeps its own copy. */
    public FinishedFlags {
        flags = Map.copyOf(flags);
    }

    /**
     * The flag of one title.
     *
     * @param finished set or taken off
     * @param changedAt when it last changed either way, by Audible's clock; empty when unreadable
     */
    public record Flag(boolean finished, Optional<Instant> changedAt) {

        /** Of two flags of one title the one that changed later; this one when neither is known to be. */
        public Flag newer(Flag other) {
            Instant mine = changedAt.orElse(Instant.MIN);
            return other.changedAt.orElse(Instant.MIN).isAfter(mine) ? other : this;
        }
    }
}
