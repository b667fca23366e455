package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/** What one side says about one pair in one cycle (contract §2: tri-state). */
public sealed interface Reading {

    /**
     * The side holds a place.
     *
     * @param place where, on this side's own audio, never beyond its end
     * @param finished whether this side calls the book finished
     * @param time this side's own time of its last change, by its own clock; empty when it sent none
     * @param flagTime this side's own time of the last change of its flag; empty when unknown
     */
    record At(Place place, boolean finished, Optional<Instant> time, Optional<Instant> flagTime)
            implements Reading {

        /** A reading whose flag time is not known. */
        public At(Place place, boolean finished, Optional<Instant> time) {
            this(place, finished, time, Optional.empty());
        }
    }

    /** The side proved that it holds no place for this book. */
    record Nothing() implements Reading {}

    /**
     * The side did not say, or not credibly. Nothing ever follows from it.
     *
     * @param why for the listener
     */
    record Unknown(Why why) implements Reading {}

    /** Why a side is unknown. */
    enum Why {
        /** No answer, or not a good one. */
        NO_ANSWER,
        /** An answer without this book, or with values that cannot be a place. */
        UNREADABLE,
        /** Audible refuses every request that names this title. */
        REFUSED,
        /** The finished flag could not be read, and it matters here. */
        FLAG_NOT_READ,
        /** Not asked yet. */
        NOT_ASKED,
        /** The Audiobookshelf item itself is gone (404): rule 2. */
        ITEM_GONE
    }

    /** Nothing, as a value. */
    static Reading nothing() {
        return new Nothing();
    }

    /** Unknown, with its reason. */
    static Reading unknown(Why why) {
        return new Unknown(why);
    }
}
