package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges a reading that was made after a write (contract §5, rules 35 and 36). */
public enum ReadBack {
    /** It shows what we wrote. */
    CONFIRMED,
    /** It shows a value that came after our write: that is the side's next move. */
    OVERTAKEN,
    /** It shows what was there before, and the server had time enough. */
    NOT_WRITTEN,
    /** Too early, or not readable: look again. */
    NOT_YET;

    /** How long a side of a book is left alone that does not keep what it confirms (rule 35). */
    public static final Duration READ_ONLY = Duration.ofHours(24);

    private static final Duration LAG = Duration.ofSeconds(3);

    /** The contract's 8 s and 10 s count from the answer, which comes up to 2 s after the time on record. */
    private static final Duration AUDIBLE_PATIENCE = Duration.ofSeconds(10);

    private static final Duration AUDIBLE_FLAG_PATIENCE = Duration.ofSeconds(12);

    /**
     * Judges. A claim is on record as sent before anything leaves: one that is not was not written, whatever the side shows.
     * One that was sent in the future is from before our clock was set back, and had its time.
     *
     * @param claim the write
     * @param reading the side's reading, made at {@code now}
     * @param clock how the side's clock compares with ours
     * @param tolerance a smaller difference is none
     * @param now our clock
     */
    public static ReadBack judge(
            Claim claim, Reading reading, ServerClock clock, Duration tolerance, Instant now) {
        if (claim.sentAt().isEmpty()) {
            return NOT_WRITTEN;
        }
        boolean clockSetBack = claim.since().isAfter(now.plus(AUDIBLE_FLAG_PATIENCE));
        if (now.isBefore(due(claim)) && !clockSetBack) {
            return NOT_YET;
        }
        boolean late = clockSetBack || !now.isBefore(deadline(claim));
        return switch (reading) {
            case Reading.Unknown ignored -> NOT_YET;
            case Reading.Nothing ignored ->
                    isOpenedWithoutAPlace(claim) ? CONFIRMED : late ? NOT_WRITTEN : NOT_YET;
            case Reading.At at -> {
                if (showsClaim(claim, at, tolerance)) {
                    yield CONFIRMED;
                }
                if (isLater(claim, at, clock, tolerance)) {
                    yield OVERTAKEN;
                }
                yield late ? NOT_WRITTEN : NOT_YET;
            }
        };
    }

    /**
     * When a read-back may first be believed. Audiobookshelf answers from what it stored, Audible lags; and a write of which
     * no answer is known may still be under way.
     */
    public static Instant due(Claim claim) {
        boolean answered = claim.sentAt().isPresent() && !claim.answerLost();
        return claim.side() == Side.AUDIOBOOKSHELF && answered
                ? claim.since()
                : claim.since().plus(LAG);
    }

    /** When a value that is still missing counts as not written. */
    public static Instant deadline(Claim claim) {
        if (claim.side() == Side.AUDIOBOOKSHELF) {
            return due(claim);
        }
        return claim.since()
                .plus(claim.finished().isPresent() ? AUDIBLE_FLAG_PATIENCE : AUDIBLE_PATIENCE);
    }

    /** A title that was never played holds nothing once it is not finished any more. */
    private static boolean isOpenedWithoutAPlace(Claim claim) {
        return claim.place().isEmpty()
                && claim.finished().equals(Optional.of(false))
                && claim.before().map(SideState::place).map(Place::isStart).orElse(true);
    }

    private static boolean showsClaim(Claim claim, Reading.At at, Duration tolerance) {
        boolean place =
                claim.place()
                        .map(wanted -> wanted.distance(at.place()).compareTo(tolerance) <= 0)
                        .orElse(true);
        return place && hasFlag(claim, at);
    }

    private static boolean hasFlag(Claim claim, Reading.At at) {
        return claim.finished().map(wanted -> wanted == at.finished()).orElse(true);
    }

    /** Of a value that is not ours: whether it is not the old one either, with a time not before our write; the flag is as we wrote it. */
    private static boolean isLater(
            Claim claim, Reading.At at, ServerClock clock, Duration tolerance) {
        if (claim.place().isEmpty() || !hasFlag(claim, at)) {
            return false;
        }
        boolean old =
                claim.before()
                        .map(
                                before ->
                                        before.place().distance(at.place()).compareTo(tolerance)
                                                <= 0)
                        .orElse(false);
        Optional<Instant> changedAt = at.time().flatMap(clock::toOurs);
        return !old && changedAt.isPresent() && !changedAt.get().isBefore(claim.since());
    }
}
