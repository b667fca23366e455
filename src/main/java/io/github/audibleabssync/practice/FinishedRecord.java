package io.github.audibleabssync.practice;

import java.time.Instant;

/**
 * Audible's finished flag: a record of its own beside the position.
 *
 * @param eventTime the last change of the flag, as the event said
 * @param updated when the server got it, by the server's clock
 */
record FinishedRecord(boolean finished, Instant eventTime, Instant updated) {}
