package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * One side's share of an agreement.
 *
 * @param place on this side's own audio
 * @param finished this side's flag
 * @param changedAt when this side came there, by our clock; empty when that is not known
 */
public record SideState(Place place, boolean finished, Optional<Instant> changedAt) {

    /** The same with another flag. */
    public SideState withFinished(boolean flag) {
        return new SideState(place, flag, changedAt);
    }
}
