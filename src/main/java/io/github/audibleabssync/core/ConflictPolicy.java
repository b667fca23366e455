package io.github.audibleabssync.core;

/** Who wins where both sides moved: replaces the outcome of the rules 7, 8 and 21 to 25 only. */
public enum ConflictPolicy {
    /** The more recent place, with the contract's care for places far behind. */
    NEWEST,
    /** The place that is further into the book. */
    FURTHEST,
    /** Audiobookshelf's place. */
    ABS,
    /** Audible's place. */
    AUDIBLE,
    /** Nobody: wait for the listener. */
    HOLD
}
