package io.github.audibleabssync.core;

import java.time.Instant;

/**
 * The last state of a book that was confirmed by reading it back, on both sides.
 *
 * @param itemId the Audiobookshelf item it was made with; with another item the book is at first sight again
 * @param audible Audible's share
 * @param audiobookshelf Audiobookshelf's share
 * @param generation counts re-listens, from 0
 * @param revision counts records, from 1
 * @param agreedAt when it was recorded, by our clock
 */
public record Agreement(
        String itemId,
        SideState audible,
        SideState audiobookshelf,
        int generation,
        long revision,
        Instant agreedAt) {

    /** The share of one side. */
    public SideState of(Side side) {
        return side == Side.AUDIBLE ? audible : audiobookshelf;
    }

    /** The same with another share of one side. */
    public Agreement with(Side side, SideState state) {
        return new Agreement(
                itemId,
                side == Side.AUDIBLE ? state : audible,
                side == Side.AUDIOBOOKSHELF ? state : audiobookshelf,
                generation,
                revision,
                agreedAt);
    }

    /** Whether either side was finished. */
    public boolean anyFinished() {
        return audible.finished() || audiobookshelf.finished();
    }
}
