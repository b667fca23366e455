package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * All that a decision about one book depends on.
 *
 * @param pair the book
 * @param audible what Audible said in this cycle
 * @param audiobookshelf what Audiobookshelf said in this cycle
 * @param state what is remembered, this cycle's readings included: see {@link #observe}
 * @param writePending our last write waits for its read-back (rule 36)
 * @param clocksTrusted false when a server's clock cannot be trusted in this cycle (rule 40)
 * @param lastRevision of the last agreement, with whatever item; 0 before the first
 * @param policy the settings
 * @param now our clock
 */
public record Situation(
        Pair pair,
        Reading audible,
        Reading audiobookshelf,
        BookState state,
        boolean writePending,
        boolean clocksTrusted,
        long lastRevision,
        SyncPolicy policy,
        Instant now) {

    /**
     * Adds a cycle's readings to what is remembered of a book.
     *
     * @param before what was remembered
     * @param audibleClock how Audible's clock compares with ours
     * @param audiobookshelfClock how Audiobookshelf's clock compares with ours
     */
    public static Situation observe(
            Pair pair,
            BookState before,
            Reading audible,
            Reading audiobookshelf,
            ServerClock audibleClock,
            ServerClock audiobookshelfClock,
            boolean writePending,
            SyncPolicy policy,
            Instant now) {
        Optional<Agreement> agreement = before.agreementWith(pair.itemId());
        Reading audibleNow = stillNothing(audible, agreement);
        boolean otherItem = isOtherItem(before, agreement);
        Track onAudible = see(before.audible(), audibleNow, audibleClock, now);
        Track audibleTrack = otherItem ? onAudible.afresh() : onAudible;
        Track audiobookshelfTrack =
                see(
                        otherItem ? Track.EMPTY : before.audiobookshelf(),
                        audiobookshelf,
                        audiobookshelfClock,
                        now);
        boolean clocksTrusted = audibleClock.trusted() && audiobookshelfClock.trusted();
        BookState state =
                before.withAgreement(agreement)
                        .withSeen(
                                audibleTrack,
                                audiobookshelfTrack,
                                Optional.of(now),
                                lastMove(audibleTrack, audiobookshelfTrack).or(before::movedAt),
                                Optional.of(Heard.of(audibleNow, audiobookshelf, clocksTrusted)));
        return new Situation(
                before.wishes().edition().treat(pair),
                audibleNow,
                audiobookshelf,
                state,
                writePending,
                clocksTrusted,
                before.agreement().map(Agreement::revision).orElse(0L),
                policy.with(before.wishes()),
                now);
    }

    /**
     * The situation of the last cycle that decided a book, as far as the state remembers it: to explain it afterwards.
     *
     * @param pair the book
     * @param state what is remembered
     * @param writePending a write of ours is not confirmed yet
     * @param policy the settings
     * @param now our clock
     * @return empty when the book was never asked
     */
    public static Optional<Situation> remembered(
            Pair pair, BookState state, boolean writePending, SyncPolicy policy, Instant now) {
        return state.heard()
                .map(
                        heard ->
                                new Situation(
                                        state.wishes().edition().treat(pair),
                                        heard.audible().reading(state.audible()),
                                        heard.audiobookshelf().reading(state.audiobookshelf()),
                                        state.withAgreement(state.agreementWith(pair.itemId())),
                                        writePending,
                                        heard.clocksTrusted(),
                                        state.agreement().map(Agreement::revision).orElse(0L),
                                        policy.with(state.wishes()),
                                        now));
    }

    /** Audible has no place for a book that was only ever marked finished there: nothing vanished. */
    private static Reading stillNothing(Reading audible, Optional<Agreement> agreement) {
        boolean wasAtStart =
                agreement.map(agreed -> agreed.audible().place().isStart()).orElse(false);
        return audible instanceof Reading.Nothing && wasAtStart
                ? new Reading.At(Place.START, false, Optional.empty())
                : audible;
    }

    /**
     * Whether what was seen so far belongs to another item: the agreement was made with it, and the new one is not being
     * watched under rule 8 yet.
     */
    private static boolean isOtherItem(BookState before, Optional<Agreement> agreement) {
        boolean watched =
                before.last()
                        .filter(
                                last ->
                                        last.rule() == Rule.R8_FIRST_REWIND
                                                && last.outcome() == BookState.Outcome.HOLD)
                        .isPresent();
        return before.agreement().isPresent() && agreement.isEmpty() && !watched;
    }

    private static Track see(Track before, Reading reading, ServerClock clock, Instant now) {
        return reading instanceof Reading.At at ? before.see(at, clock, now) : before;
    }

    private static Optional<Instant> lastMove(Track one, Track other) {
        Optional<Instant> first = one.standingSince();
        Optional<Instant> second = other.standingSince();
        if (first.isPresent() && second.isPresent()) {
            return first.get().isAfter(second.get()) ? first : second;
        }
        return first.or(() -> second);
    }

    /** What one side said. */
    public Reading reading(Side side) {
        return side == Side.AUDIBLE ? audible : audiobookshelf;
    }
}
