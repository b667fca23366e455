package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A write that happened: what undo reads. Never changed once written.
 *
 * @param book the pair
 * @param side which side was written
 * @param before what that side held; empty when it held nothing
 * @param source what the other side held when the write was decided; empty when it held nothing
 * @param after what it held when it was read back
 * @param agreement what was agreed with it, the other side included
 * @param rule why
 * @param reason the reason that goes with it
 * @param origin who asked for it
 * @param confirmed how the read-back ended
 * @param at when it was confirmed, by our clock
 */
public record JournalEntry(
        BookKey book,
        Side side,
        Optional<SideState> before,
        Optional<SideState> source,
        SideState after,
        Agreement agreement,
        Rule rule,
        Reason reason,
        Origin origin,
        Confirmation confirmed,
        Instant at) {

    /** How a read-back ended. */
    public enum Confirmation {
        /** It showed what we wrote. */
        CONFIRMED,
        /** It showed a newer value of somebody else's, written over ours. */
        OVERTAKEN
    }
}
