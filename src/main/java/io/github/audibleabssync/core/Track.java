package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of one side of one book: where it is, where it was before, and since where it moves on without a jump.
 *
 * <p>This is what the contract's §3 needs to tell a listener from a slip of the thumb: {@link #isPlaying}, {@link #run} and
 * {@link #standingSince}.
 *
 * @param latest the place where the side was last seen
 * @param previous the place before that one. Where a player went on from its own place as if our write had not been, that
 *     place and not ours; and while the side stands where we wrote, the last place of its own
 * @param runStart where the present run began: the last place that was reached by a jump
 * @param runReadings how many readings the present run has, from 1
 */
public record Track(
        Optional<Sighting> latest,
        Optional<Sighting> previous,
        Optional<Place> runStart,
        int runReadings) {

    /** Nothing seen yet. */
    public static final Track EMPTY =
            new Track(Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** A player never gets on faster than this, in book time per clock time (contract §3). */
    private static final double FASTEST = 3.5;

    /** Slower than this nobody listens (contract §3). */
    private static final double SLOWEST = 0.3;

    private static final Duration PLAYING_FRESHNESS = Duration.ofSeconds(90);

    /** A place cannot be younger than its first reading; clocks that are followed may be this much off. */
    private static final Duration CLOCK_PRECISION = Duration.ofSeconds(30);

    /**
     * Adds a reading.
     *
     * @param at what the side said
     * @param clock how this side's times compare with ours in this cycle
     * @param now our clock
     */
    public Track see(Reading.At at, ServerClock clock, Instant now) {
        Optional<Instant> corrected = credible(at.time(), clock, now);
        Optional<Instant> flagTime = credible(at.flagTime().or(at::time), clock, now);
        if (latest.isEmpty()) {
            Sighting first =
                    new Sighting(
                            at.place(),
                            at.finished(),
                            at.time(),
                            corrected,
                            flagTime,
                            now,
                            now,
                            1,
                            false,
                            false);
            return new Track(Optional.of(first), Optional.empty(), Optional.of(at.place()), 1);
        }
        Sighting last = latest.get();
        Optional<Instant> flagChangedAt =
                at.finished() == last.finished() ? last.flagChangedAt() : flagTime;
        if (at.place().equals(last.place())) {
            Sighting same =
                    new Sighting(
                            at.place(),
                            at.finished(),
                            at.time(),
                            last.changedAt()
                                    .filter(time -> !time.isAfter(now.plus(CLOCK_PRECISION)))
                                    .or(() -> knownLater(last, at, clock)),
                            flagChangedAt,
                            last.firstReadAt(),
                            now,
                            last.readings() + 1,
                            last.echo(),
                            last.ours());
            return new Track(Optional.of(same), previous, runStart, runReadings + 1);
        }
        boolean echo =
                last.ownTime().isPresent()
                        && at.time().isPresent()
                        && !at.time().get().isAfter(last.ownTime().get());
        Sighting next =
                new Sighting(
                        at.place(),
                        at.finished(),
                        at.time(),
                        echo ? Optional.empty() : corrected,
                        flagChangedAt,
                        now,
                        now,
                        1,
                        echo,
                        false);
        Optional<Sighting> from = cameFrom(last, next);
        return goesOn(last, next)
                ? new Track(Optional.of(next), from, runStart, runReadings + 1)
                : new Track(Optional.of(next), from, Optional.of(next.place()), 1);
    }

    /** An open player never hears of our write: it goes on from where it was itself. */
    private Optional<Sighting> cameFrom(Sighting last, Sighting next) {
        return last.ours() && !isPaceOfPlayer(last, next)
                ? previous.filter(own -> isPaceOfPlayer(own, next)).or(() -> latest)
                : latest;
    }

    /**
     * The time of a place that was first read while the side's clock was not trusted, or before ours was set back, if it is
     * still the same time.
     */
    private static Optional<Instant> knownLater(
            Sighting first, Reading.At again, ServerClock clock) {
        return !first.echo() && again.time().equals(first.ownTime())
                ? credible(again.time(), clock, first.firstReadAt())
                : Optional.empty();
    }

    /** The time by our clock; none when it lies after the first reading: then the device that sent it has a wrong clock. */
    private static Optional<Instant> credible(
            Optional<Instant> theirs, ServerClock clock, Instant firstReadAt) {
        return theirs.flatMap(clock::toOurs)
                .filter(time -> !time.isAfter(firstReadAt.plus(CLOCK_PRECISION)));
    }

    /** The same side before a new beginning: where it is counts, how it came there does not. */
    Track afresh() {
        return latest.isEmpty()
                ? EMPTY
                : new Track(latest, Optional.empty(), latest.map(Sighting::place), 1);
    }

    /** The side was read back at a place that we wrote: a new run begins there, and it is not playing. */
    public Track wrote(Reading.At at, ServerClock clock, Instant now) {
        Sighting ours =
                new Sighting(
                        at.place(),
                        at.finished(),
                        at.time(),
                        at.time().flatMap(clock::toOurs),
                        at.flagTime().or(at::time).flatMap(clock::toOurs),
                        now,
                        now,
                        1,
                        false,
                        true);
        Optional<Sighting> own = latest.filter(sight -> !sight.ours()).or(() -> previous);
        return new Track(Optional.of(ours), own, Optional.of(at.place()), 1);
    }

    /**
     * Whether a step continues a run: forward, and no faster than a player can go by the side's own time. Where that went
     * back, its clock was set or an old value came up: then by the time from one look to the next.
     */
    private static boolean goesOn(Sighting last, Sighting next) {
        Duration step = next.place().minus(last.place());
        Optional<Duration> elapsed =
                elapsed(last, next)
                        .map(
                                own ->
                                        own.isNegative()
                                                ? Duration.between(
                                                        last.readAt(), next.firstReadAt())
                                                : own);
        return !step.isNegative()
                && elapsed.isPresent()
                && step.toMillis() <= FASTEST * elapsed.get().toMillis();
    }

    private static Optional<Duration> elapsed(Sighting last, Sighting next) {
        return last.ownTime().flatMap(from -> next.ownTime().map(to -> Duration.between(from, to)));
    }

    /** How far the side has moved on continuously since its last jump; zero before the first reading. */
    public Duration run() {
        return latest.flatMap(now -> runStart.map(start -> now.place().minus(start)))
                .orElse(Duration.ZERO);
    }

    /** Since when the side has stood where it is, by its own corrected time; empty when that is not known. */
    public Optional<Instant> standingSince() {
        return latest.flatMap(Sighting::changedAt);
    }

    /**
     * Whether somebody is listening on this side: between its last two places it got on like a player, and its latest time
     * is less than 90 s old. A first reading and our own write never count (contract §3).
     *
     * @param now our clock
     */
    public boolean isPlaying(Instant now) {
        if (latest.isEmpty() || previous.isEmpty() || latest.get().ours()) {
            return false;
        }
        Sighting to = latest.get();
        return isPaceOfPlayer(previous.get(), to)
                && to.changedAt()
                        .filter(at -> Duration.between(at, now).compareTo(PLAYING_FRESHNESS) < 0)
                        .isPresent();
    }

    private static boolean isPaceOfPlayer(Sighting from, Sighting to) {
        Optional<Duration> elapsed = elapsed(from, to).filter(Duration::isPositive);
        if (elapsed.isEmpty()) {
            return false;
        }
        double pace = (double) to.place().minus(from.place()).toMillis() / elapsed.get().toMillis();
        return pace >= SLOWEST && pace <= FASTEST;
    }
}
