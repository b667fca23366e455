package io.github.audibleabssync.core;

/** Why a decision is as it is: the stable words of logs, metrics and the status page, and a sentence for the listener. */
public enum Reason {
    /** A move is carried to the other side. */
    MOVED("the other side follows"),
    /** A finish is carried to the other side. */
    FINISHED("the finish is carried over"),
    /** A finished book is opened again. */
    REOPENED("the book is open again"),
    /** Both sides are recorded as they are. */
    AGREED("both sides agree"),
    /** Nothing moved. */
    IN_SYNC("nothing moved"),
    /** The newer place won, the older was further. */
    FURTHER_PLACE_LEFT("the more recent place won; the other side had been further"),
    /** A side did not answer credibly. */
    SIDE_UNKNOWN("one side could not be read; nothing follows from that"),
    /** The title itself cannot be asked for. */
    TITLE_REFUSED(
            "Audible refuses to tell anything about this title; it is asked again now and then, the"
                    + " other books go on"),
    /** Not asked yet. */
    NOT_SEEN_YET("not asked yet"),
    /** The item is gone. */
    ITEM_GONE("the item is gone from Audiobookshelf; adding it again resumes"),
    /** Several items with one ASIN. */
    DUPLICATE_ASIN(
            "several Audiobookshelf items have this ASIN and none stands out; remove one, or set"
                    + " ABS_ALLOW_DUPLICATE_ASIN=true"),
    /** Runtimes and chapters do not fit. */
    EDITION_MISMATCH("the two sides have different editions of this book"),
    /** A write waits for its confirmation. */
    WRITE_PENDING("the last write is not confirmed yet"),
    /** A write was not found afterwards. */
    WRITE_NOT_CONFIRMED("writes to this side were answered with success and not found afterwards"),
    /** Too long ago to be brought in by itself. */
    TOO_OLD_TO_IMPORT("listened to so long ago that it is not brought over by itself"),
    /** Nobody has begun. */
    NOT_STARTED("not begun on either side"),
    /** First sight, and the order is not clear. */
    FIRST_SIGHT_REWIND("the more recent place is far behind the other; listen on at the right one"),
    /** Audiobookshelf's entry is gone. */
    PROGRESS_DISCARDED("the progress was discarded on Audiobookshelf; listening on brings it back"),
    /** Audible's place is gone. */
    PLACE_VANISHED("Audible holds no place any more; listening on brings it back"),
    /** An old time with a changed place. */
    STALE_ECHO("a place changed but its time did not; looking once more"),
    /** Marked not finished on Audiobookshelf. */
    RESTARTED(
            "marked as not finished on Audiobookshelf, which set it to the start; listen on where"
                    + " you want to be"),
    /** Marked not finished on Audible, at the end. */
    REOPENED_AT_END(
            "marked as not finished on Audible at the very end; listen on where you want to be"),
    /** Finished here, listened on there. */
    FINISHED_ELSEWHERE("finished on one side while the other was listened on"),
    /** The last seconds of a finished book. */
    AT_THE_END("finished, and only the last minutes moved"),
    /** A finished book is listened to again. */
    RELISTEN_UNCONFIRMED("a finished book moved; listening on confirms that it is heard again"),
    /** A step back, seen once. */
    BACK_UNCONFIRMED("a step back was seen once; looking once more"),
    /** A jump back. */
    REWIND_UNCONFIRMED("a jump back; listening on there confirms it"),
    /** A reset. */
    RESET_UNCONFIRMED("back at the start; five minutes of listening confirm it"),
    /** Both moved, and nothing tells who is right. */
    CONFLICT(
            "both sides moved, far apart, and nothing tells which is right; listen on at the right"
                    + " one"),
    /** Two listeners. */
    BOTH_PLAYING("both sides are playing"),
    /** The target is playing. */
    TARGET_PLAYING("the side to write is playing; later"),
    /** The target changed under our hands. */
    TARGET_MOVED("the side to write changed in the meantime; deciding again"),
    /** Direction not allowed. */
    ONE_WAY("ONE_WAY_MODE forbids this direction"),
    /** Written a moment ago. */
    COOLING_DOWN("written a moment ago; later"),
    /** Too many backward writes. */
    SAFETY_STOP("unusually many places would go back at once; none of them was written"),
    /** Dry run. */
    DRY_RUN("dry run: nothing is written"),
    /** Nothing is written before all books were looked at. */
    FIRST_LOOK(
            "nothing is written before all books were looked at once, and it was told what was"
                    + " found"),
    /** Flags are not carried over. */
    FLAGS_NOT_SYNCED("SYNC_FINISHED=false: the finished flag is not carried over"),
    /** Paused by a person. */
    PAUSED("paused; nothing is written until it is resumed"),
    /** A person chose. */
    CHOSEN("the listener chose this place"),
    /** A person took writes back. */
    UNDONE("the listener took the last writes back"),
    /** No rule fits. */
    NO_RULE("no rule fits; nothing is written");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** What it means, for the listener; without a final stop. */
    public String sentence() {
        return sentence;
    }
}
