package io.github.audibleabssync.core;

import java.util.Optional;

/**
 * What a person decided about one book. It stands until it is done, or until either side goes somewhere that the person did
 * not see: see {@link Rulings}.
 */
public sealed interface Ruling {

    /** What the person saw. */
    Ground ground();

    /**
     * The situation in which a ruling was given.
     *
     * @param command the number of the command
     * @param revision of the last agreement then; 0 before the first
     * @param audible what Audible held then; empty when it held nothing
     * @param audiobookshelf what Audiobookshelf held then; empty when it held nothing
     */
    record Ground(
            long command,
            long revision,
            Optional<SideState> audible,
            Optional<SideState> audiobookshelf) {

        /** What one side held. */
        Optional<SideState> of(Side side) {
            return side == Side.AUDIBLE ? audible : audiobookshelf;
        }
    }

    /**
     * One side is right: the other follows, flag included.
     *
     * @param ground what the person saw
     * @param side the side that is right
     * @param finished whether the book is finished there: a flag from before a re-listen does not count
     */
    record Keep(Ground ground, Side side, boolean finished) implements Ruling {}

    /**
     * Both sides go back to where they were.
     *
     * @param ground what the person saw
     * @param audible where Audible goes; empty when it stays
     * @param audiobookshelf where Audiobookshelf goes; empty when it stays
     */
    record Restore(Ground ground, Optional<SideState> audible, Optional<SideState> audiobookshelf)
            implements Ruling {

        /** Where one side goes. */
        Optional<SideState> of(Side side) {
            return side == Side.AUDIBLE ? audible : audiobookshelf;
        }
    }

    /**
     * The safety stop (rule 42) no longer holds this book.
     *
     * @param ground what the person saw
     */
    record Release(Ground ground) implements Ruling {}
}
