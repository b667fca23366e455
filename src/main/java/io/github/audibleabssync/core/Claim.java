package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The intent to write to one side of one book, on record before the write leaves (contract §5).
 *
 * @param key account, book, side, place or flag, agreement revision: the same intent has the same key
 * @param book the pair
 * @param side where to
 * @param place the place to write, on that side's own audio; empty when only the flag is written
 * @param finished the flag to write; empty when only the place is written
 * @param before what the side held when it was decided; empty when it held nothing
 * @param source what the other side held when it was decided; empty when it held nothing
 * @param agreement what will be agreed once the write is confirmed
 * @param rule the rule that asked for it
 * @param reason the reason that goes with it
 * @param origin who asked for it
 * @param claimedAt by our clock
 * @param sentAt when the last request of the write was sent, by our clock; empty while it was not
 * @param answerLost the write was sent and no answer came: the read-back decides, nothing is repeated blindly
 */
public record Claim(
        String key,
        BookKey book,
        Side side,
        Optional<Place> place,
        Optional<Boolean> finished,
        Optional<SideState> before,
        Optional<SideState> source,
        Agreement agreement,
        Rule rule,
        Reason reason,
        Origin origin,
        Instant claimedAt,
        Optional<Instant> sentAt,
        boolean answerLost) {

    /** Since when the server may show the write: when it was sent, or when it was claimed if nobody knows. */
    public Instant since() {
        return sentAt.orElse(claimedAt);
    }

    /** The same claim, meaning only this. */
    Claim meaning(Optional<Place> only, Optional<Boolean> flag, Agreement agreed) {
        return new Claim(
                key,
                book,
                side,
                only,
                flag,
                before,
                source,
                agreed,
                rule,
                reason,
                origin,
                claimedAt,
                sentAt,
                answerLost);
    }
}
