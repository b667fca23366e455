package io.github.audibleabssync.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The throttle of {@code claim-and-write} by a given clock: Camel's counts real seconds, of which hardly any pass in a test. */
final class ClockedThrottle {

    private final Duration cooldown;
    private final Clock clock;
    private final Map<String, Instant> permits = new HashMap<>();

    ClockedThrottle(Duration cooldown, Clock clock) {
        this.cooldown = cooldown;
        this.clock = clock;
    }

    /** Whether the side was written to within the cooldown; if not, it is from now on. */
    synchronized boolean rejects(Intent intent) {
        Instant now = clock.instant();
        Instant last = permits.get(intent.cooldownKey());
        if (last != null && now.isBefore(last.plus(cooldown))) {
            return true;
        }
        permits.put(intent.cooldownKey(), now);
        return false;
    }
}
