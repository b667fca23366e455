package io.github.audibleabssync.audiobookshelf;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The times of a place that is written as a session; all by the server's clock (contract §5). */
public final class SessionTimes {

    private static final Duration CLOCK_PRECISION = Duration.ofSeconds(2);

    private static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(2);

    private SessionTimes() {}

    /**
     * The time to write a place with: the source's own, but later than the entry that was re-read, so that the server takes
     * it, and surely before the re-read, so that the server refuses it when somebody wrote since. Surely, for the server's
     * clock is known to two seconds only: its {@code Date} header has whole seconds.
     *
     * @param lastUpdate the entry's time at the re-read; empty when there is no entry
     * @param source when the listener was at the place; empty when unknown: just before the re-read then
     * @param reread the server's time at the re-read
     * @return whole milliseconds
     */
    public static Instant updatedAt(
            Optional<Instant> lastUpdate, Optional<Instant> source, Instant reread) {
        Instant latest = reread.minus(CLOCK_PRECISION);
        Instant wanted = source.filter(time -> time.isBefore(latest)).orElse(latest);
        Instant cut = wanted.truncatedTo(ChronoUnit.MILLIS);
        return lastUpdate
                .map(time -> time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1))
                .filter(earliest -> earliest.isAfter(cut))
                .orElse(cut);
    }

    /**
     * Whether an entry's time lies so far ahead that sessions with true times would be refused for long: a PATCH sets it
     * right.
     *
     * @param lastUpdate the entry's time at the re-read; empty when there is no entry
     * @param reread the server's time at the re-read
     */
    public static boolean isAhead(Optional<Instant> lastUpdate, Instant reread) {
        return lastUpdate.map(time -> time.isAfter(reread.plus(FUTURE_TOLERANCE))).orElse(false);
    }
}
