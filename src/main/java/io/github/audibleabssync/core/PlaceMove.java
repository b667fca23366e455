package io.github.audibleabssync.core;

import java.time.Duration;

/** What one side's place did since the agreement, against its own agreed place (contract §3). */
public enum PlaceMove {
    /** Within tolerance. */
    STILL,
    /** On. */
    FORWARD,
    /** To the very start of a book that was well begun. */
    RESET,
    /** Back by more than {@code SYNC_MAX_REWIND_SECONDS}. */
    JUMP_BACK,
    /** Back by less. */
    BACK;

    private static final Place VERY_START = Place.ofSeconds(60);
    private static final Place WELL_BEGUN = Place.ofSeconds(600);

    /**
     * Names a move.
     *
     * <p>Somebody who listens on after a reset is no longer at the very start, but it stays a reset until confirmed: so
     * the start of the present run counts as well as the place.
     *
     * @param agreed the side's own agreed place
     * @param now where it is
     * @param runStart where its present run began
     */
    static PlaceMove of(Place agreed, Place now, Place runStart, SyncPolicy policy) {
        Duration way = now.minus(agreed);
        if (way.abs().compareTo(policy.tolerance()) <= 0) {
            return STILL;
        }
        if (!way.isNegative()) {
            return FORWARD;
        }
        Place landing = runStart.compareTo(now) < 0 ? runStart : now;
        if (agreed.compareTo(WELL_BEGUN) >= 0 && isVeryStart(landing)) {
            return RESET;
        }
        return way.abs().compareTo(policy.maxRewind()) > 0 ? JUMP_BACK : BACK;
    }

    /** Whether a place is within the first minute. */
    static boolean isVeryStart(Place place) {
        return place.compareTo(VERY_START) <= 0;
    }
}
