package io.github.audibleabssync.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** A clock that goes when it is told to, and what happens at which time. */
final class SimulatedTime extends Clock {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));

    /** Servers look at it from threads of their own; it is put forward by one at a time. */
    private volatile Instant now = START;

    private long number;

    private record Event(Instant at, long number, Runnable what) {}

    /** Lets something happen at a time, or at once when that is past. */
    void at(Instant time, Runnable what) {
        events.add(new Event(time, number++, what));
    }

    /** Puts the clock forward to a time; what is due until then happens at its time. */
    void goTo(Instant time) {
        while (!events.isEmpty() && !events.peek().at().isAfter(time)) {
            Event event = events.poll();
            if (event.at().isAfter(now)) {
                now = event.at();
            }
            event.what().run();
        }
        if (time.isAfter(now)) {
            now = time;
        }
    }

    void pass(Duration time) {
        goTo(now.plus(time));
    }

    /** When the next thing happens; empty when nothing will. */
    Optional<Instant> next() {
        return Optional.ofNullable(events.peek()).map(Event::at);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulator knows UTC only");
    }
}
