package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A title of the Audible library, status Active.
 *
 * @param asin its name
 * @param title for people
 * @param runtime whole minutes; zero when the library did not say
 * @param finished Audible's flag, a record of its own beside the place; empty when it was never read
 * @param finishedChangedAt Audible's own time of the flag's last change; empty when unknown
 */
public record AudibleTitle(
        Asin asin,
        String title,
        Duration runtime,
        Optional<Boolean> finished,
        Optional<Instant> finishedChangedAt) {}
