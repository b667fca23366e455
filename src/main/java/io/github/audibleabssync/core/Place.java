package io.github.audibleabssync.core;

import java.time.Duration;

/**
 * How far into a book a listener is, from the start of one side's own audio.
 *
 * @param fromStart never negative
 */
public record Place(Duration fromStart) implements Comparable<Place> {

    /** The very start. */
    public static final Place START = new Place(Duration.ZERO);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Place {
        if (fromStart.isNegative()) {
            throw new IllegalArgumentException(
                    "a place is never before the start of the book: " + fromStart);
        }
    }

    /** The place this many milliseconds after the start. */
    public static Place ofMillis(long millis) {
        return new Place(Duration.ofMillis(millis));
    }

    /** The place this many seconds after the start. */
    public static Place ofSeconds(long seconds) {
        return new Place(Duration.ofSeconds(seconds));
    }

    /** Milliseconds from the start, cut to whole ones. */
    public long toMillis() {
        return fromStart.toMillis();
    }

    /** From the other place to this one: negative when this is the earlier. */
    public Duration minus(Place other) {
        return fromStart.minus(other.fromStart);
    }

    /** The way between two places, never negative. */
    public Duration distance(Place other) {
        return minus(other).abs();
    }

    /** This place, moved by a duration of either sign; never before the start. */
    public Place shift(Duration by) {
        Duration moved = fromStart.plus(by);
        return moved.isNegative() ? START : new Place(moved);
    }

    /** This place, but not beyond the end of an audio of the given length. */
    public Place within(Duration runtime) {
        return fromStart.compareTo(runtime) > 0 ? new Place(runtime) : this;
    }

    /** Whether this is the very start. */
    public boolean isStart() {
        return fromStart.isZero();
    }

    @Override
    public int compareTo(Place other) {
        return fromStart.compareTo(other.fromStart);
    }

    /** As people read it on a player: {@code 3:07:42}, or {@code 7:42} within the first hour. */
    @Override
    public String toString() {
        long seconds = fromStart.toSeconds();
        return seconds >= 3600
                ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
