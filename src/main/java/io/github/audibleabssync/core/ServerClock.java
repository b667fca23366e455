package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a server's clock compares with ours, learnt from the {@code Date} header of its answers (contract §2, rule 40).
 *
 * @param offset what the server's clock shows beyond ours; zero when less than 2 s, since the header has whole seconds
 * @param seen whether any date was seen yet: the first one is believed, a later one is compared
 * @param trusted false when the last answer had no date, or the offset jumped by more than 30 s between two answers: then
 *     neither side is newer
 */
public record ServerClock(Duration offset, boolean seen, boolean trusted) {

    /** A server that goes with our clock. */
    public static final ServerClock IN_STEP = new ServerClock(Duration.ZERO, true, true);

    /** A server of which no date was seen yet. */
    public static final ServerClock UNSEEN = new ServerClock(Duration.ZERO, false, false);

    private static final Duration HEADER_PRECISION = Duration.ofSeconds(2);
    private static final Duration LARGEST_STEP = Duration.ofSeconds(30);

    /**
     * Learns from an answer.
     *
     * @param date what its {@code Date} header said; empty when it had none
     * @param now our clock when the answer came
     */
    public ServerClock hear(Optional<Instant> date, Instant now) {
        if (date.isEmpty()) {
            return new ServerClock(offset, seen, false);
        }
        Duration measured = Duration.between(now, date.get());
        Duration heard = measured.abs().compareTo(HEADER_PRECISION) < 0 ? Duration.ZERO : measured;
        boolean steady = !seen || heard.minus(offset).abs().compareTo(LARGEST_STEP) <= 0;
        return new ServerClock(heard, true, steady);
    }

    /** One of the server's times by our clock; empty while the server's clock is not trusted. */
    public Optional<Instant> toOurs(Instant theirs) {
        return trusted ? Optional.of(theirs.minus(offset)) : Optional.empty();
    }

    /** One of our times by the server's clock. */
    public Instant toTheirs(Instant ours) {
        return ours.plus(offset);
    }
}
