package io.github.audibleabssync.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, put forward at will: hours pass at once, and in between time goes on. */
class SteppingClock extends Clock {

    private Duration ahead = Duration.ZERO;

    synchronized void step(Duration forward) {
        ahead = ahead.plus(forward);
    }

    /** Puts the clock forward to a time, unless it is past. */
    synchronized void stepTo(Instant time) {
        Duration rest = Duration.between(instant(), time);
        if (rest.isPositive()) {
            ahead = ahead.plus(rest);
        }
    }

    @Override
    public synchronized Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the rig knows UTC only");
    }
}
