package io.github.audibleabssync.audible;

import io.github.audibleabssync.core.Place;

import java.time.Instant;
import java.util.Optional;

/** What Audible says of the place in one title. A title that it left out of its answer has none of these. */
public sealed interface LastPosition {

    /**
     * Audible holds a place.
     *
     * @param place on Audible's own audio, intro included; the very start counts as a place
     * @param lastUpdated when Audible got it, by Audible's clock; empty when unreadable
     */
    record Heard(Place place, Optional<Instant> lastUpdated) implements LastPosition {}

    /** Audible says that it holds none. */
    record NeverHeard() implements LastPosition {}

    /** An entry of an unknown status, or whose place is negative or no number: nothing follows from it. */
    record Unreadable() implements LastPosition {}
}
