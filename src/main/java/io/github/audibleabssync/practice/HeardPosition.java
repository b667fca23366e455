package io.github.audibleabssync.practice;

import java.time.Instant;

/**
 * Where Audible says a listener is.
 *
 * @param lastUpdated when the server got it, by the server's clock
 */
record HeardPosition(long positionMs, Instant lastUpdated) {}
