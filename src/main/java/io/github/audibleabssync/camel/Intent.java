package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;

import java.time.Instant;
import java.util.Optional;

/**
 * A write on its way. Routes carry it as the variable {@code intent}.
 *
 * @param pair the book
 * @param write what was decided
 * @param decidedOn what the target held then
 * @param claim what goes on record before anything is sent
 */
public record Intent(Pair pair, Decision.Write write, Reading decidedOn, Claim claim) {

    /** The write that a decision asks for. */
    static Intent of(String account, Resolved book, Decision.Write write, Instant now) {
        Pair pair = book.situation().pair();
        Side target = write.target();
        Reading reading = book.situation().reading(target);
        String key =
                String.join(
                        ":",
                        account,
                        pair.key().toString(),
                        pair.itemId(),
                        target.name(),
                        write.place().map(place -> place.toMillis() + "ms").orElse("-"),
                        write.finished().map(String::valueOf).orElse("-"),
                        String.valueOf(write.agreement().revision()));
        Claim claim =
                new Claim(
                        key,
                        pair.key(),
                        target,
                        write.place(),
                        write.finished(),
                        held(book, target),
                        held(book, target.other()),
                        write.agreement(),
                        write.rule(),
                        write.reason(),
                        write.origin(),
                        now,
                        Optional.empty(),
                        false);
        return new Intent(pair, write, reading, claim);
    }

    private static Optional<SideState> held(Resolved book, Side side) {
        return book.situation().reading(side) instanceof Reading.At at
                ? Optional.of(
                        new SideState(
                                at.place(),
                                at.finished(),
                                book.situation().state().track(side).standingSince()))
                : Optional.empty();
    }

    /** The book. */
    public BookKey book() {
        return pair.key();
    }

    /** The side to write. */
    public Side target() {
        return write.target();
    }

    /** The claim's key: the same intent has the same key. */
    public String key() {
        return claim.key();
    }

    /** What the cooldown counts by: one place of one side. Items that share an ASIN have one place on Audible. */
    public String cooldownKey() {
        return (target() == Side.AUDIBLE ? pair.key().asin() : pair.key()) + ":" + target();
    }

    /** Of two intents the one whose place was reached later; this one when nobody knows. */
    Intent heardLater(Intent other) {
        Instant mine = write.listenedAt().orElse(Instant.MIN);
        return other.write.listenedAt().orElse(Instant.MIN).isAfter(mine) ? other : this;
    }

    /** Whether a place is to be written. */
    public boolean hasPlace() {
        return write.place().isPresent();
    }

    /** Whether Audible's flag is to be written. */
    public boolean hasFlag() {
        return write.finished().isPresent();
    }

    /** Whether Audiobookshelf has to be told a finish, with or without a place. */
    public boolean finishes() {
        return write.finished().equals(Optional.of(true));
    }
}
