package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What the daemon remembers of a pair between cycles.
 *
 * @param agreement the last confirmed state, absent before first sight was settled
 * @param audible what was seen of Audible
 * @param audiobookshelf what was seen of Audiobookshelf
 * @param audibleWrites what is known of our writes to Audible
 * @param audiobookshelfWrites what is known of our writes to Audiobookshelf
 * @param last the last decision, for the listener and for holds that must know since when they stand
 * @param askedAt when both sides were last asked together; absent: not seen yet
 * @param movedAt when either side was last seen to have moved, by the sides' own times
 * @param putOff after a failure: not before this time
 * @param heard what both sides said in the last cycle that decided the book
 * @param wishes what a person asked for this book
 */
public record BookState(
        Optional<Agreement> agreement,
        Track audible,
        Track audiobookshelf,
        WriteHistory audibleWrites,
        WriteHistory audiobookshelfWrites,
        Optional<Verdict> last,
        Optional<Instant> askedAt,
        Optional<Instant> movedAt,
        Optional<PutOff> putOff,
        Optional<Heard> heard,
        Wishes wishes) {

    /** Nothing remembered yet. */
    public static final BookState NEW =
            new BookState(
                    Optional.empty(),
                    Track.EMPTY,
                    Track.EMPTY,
                    WriteHistory.NONE,
                    WriteHistory.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Wishes.NONE);

    /**
     * A decision, as remembered.
     *
     * @param rule the rule that decided
     * @param outcome what kind of decision it was
     * @param reason why nothing was written, or what the write was for
     * @param since since when the same reason stands without a break
     */
    public record Verdict(Rule rule, Outcome outcome, Reason reason, Instant since) {}

    /** The kinds of decision, as metrics and the status page name them. */
    public enum Outcome {
        /** A place or flag goes to the other side. */
        WRITE,
        /** Both readings are the new agreement. */
        AGREE,
        /** A decision not to write yet, which the listener sees. */
        HOLD,
        /** Nothing to do in this cycle. */
        LEAVE
    }

    /**
     * A book that failed waits.
     *
     * @param until not before this time, by our clock
     * @param failures how many in a row, from 1
     */
    public record PutOff(Instant until, int failures) {}

    /**
     * What is known of our writes to one side of this book.
     *
     * @param writtenAt when a write was last sent; rule 45 counts from it
     * @param unconfirmed how many writes in a row were answered with success and not found afterwards (rule 35)
     * @param readOnlyUntil this side of this book is not written before this time (rule 35)
     */
    public record WriteHistory(
            Optional<Instant> writtenAt, int unconfirmed, Optional<Instant> readOnlyUntil) {
        /** Never written. */
        public static final WriteHistory NONE =
                new WriteHistory(Optional.empty(), 0, Optional.empty());
    }

    /** The agreement, if it was made with this Audiobookshelf item. */
    Optional<Agreement> agreementWith(String itemId) {
        return agreement.filter(agreed -> agreed.itemId().equals(itemId));
    }

    /** What was seen of one side. */
    public Track track(Side side) {
        return side == Side.AUDIBLE ? audible : audiobookshelf;
    }

    /** What is known of our writes to one side. */
    public WriteHistory writes(Side side) {
        return side == Side.AUDIBLE ? audibleWrites : audiobookshelfWrites;
    }

    /** The same with a new agreement. */
    public BookState withAgreement(Agreement agreed) {
        return withAgreement(Optional.of(agreed));
    }

    /** The same with a new agreement, or without one. */
    BookState withAgreement(Optional<Agreement> agreed) {
        return with(agreed, last, putOff, wishes);
    }

    /** The same with another last decision. */
    public BookState withLast(Verdict verdict) {
        return with(agreement, Optional.of(verdict), putOff, wishes);
    }

    /** The same, but waiting, or no longer waiting. */
    public BookState withPutOff(Optional<PutOff> wait) {
        return with(agreement, last, wait, wishes);
    }

    /** The same with other wishes. */
    public BookState withWishes(Wishes asked) {
        return with(agreement, last, putOff, asked);
    }

    private BookState with(
            Optional<Agreement> agreed,
            Optional<Verdict> verdict,
            Optional<PutOff> wait,
            Wishes asked) {
        return new BookState(
                agreed,
                audible,
                audiobookshelf,
                audibleWrites,
                audiobookshelfWrites,
                verdict,
                askedAt,
                movedAt,
                wait,
                heard,
                asked);
    }

    /** The same with what a cycle saw, and when. */
    public BookState withSeen(
            Track onAudible,
            Track onAudiobookshelf,
            Optional<Instant> asked,
            Optional<Instant> moved,
            Optional<Heard> said) {
        return new BookState(
                agreement,
                onAudible,
                onAudiobookshelf,
                audibleWrites,
                audiobookshelfWrites,
                last,
                asked,
                moved,
                putOff,
                said,
                wishes);
    }

    /** The same with what was seen of one side, and what is known of our writes to it. */
    public BookState withSide(Side side, Track track, WriteHistory writes) {
        boolean isAudible = side == Side.AUDIBLE;
        return new BookState(
                agreement,
                isAudible ? track : audible,
                isAudible ? audiobookshelf : track,
                isAudible ? writes : audibleWrites,
                isAudible ? audiobookshelfWrites : writes,
                last,
                askedAt,
                movedAt,
                putOff,
                heard,
                wishes);
    }
}
