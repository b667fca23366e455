package io.github.audibleabssync.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;

/** Tells how far the first look at all books got, once an interval, and once that there is none. What it found is told by the cycle itself. */
final class SweepProgress {

    private static final Logger LOG = LoggerFactory.getLogger(SweepProgress.class);

    private final Duration interval;
    private boolean saidThatThereIsNone;
    private Instant lastProgress = Instant.MIN;

    SweepProgress(Duration interval) {
        this.interval = interval;
    }

    synchronized void report(LibraryCounts counts, CycleSummary cycle) {
        if (counts.pairs() == 0) {
            reportNone(cycle);
        } else if (counts.notSeen() > 0) {
            reportProgress(counts, cycle.endedAt());
        }
    }

    private void reportNone(CycleSummary cycle) {
        if (cycle.succeeded() && !saidThatThereIsNone) {
            saidThatThereIsNone = true;
            LOG.warn(
                    "No book is on both sides, so there is nothing to do. A book needs its ASIN on"
                        + " Audiobookshelf, and the title in the Audible library of the marketplace"
                        + " AUDIBLE_LOCALE; match the books in Audiobookshelf and wait for the next"
                        + " discovery.");
        }
    }

    private void reportProgress(LibraryCounts counts, Instant now) {
        if (now.isBefore(lastProgress)) {
            return;
        }
        lastProgress = now.plus(interval);
        LOG.info("First look: {} of {} books were asked so far", counts.asked(), counts.pairs());
    }
}
