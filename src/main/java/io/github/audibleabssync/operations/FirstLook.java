package io.github.audibleabssync.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what was found when all books were looked at for the first time: once, and how far it got meanwhile. */
final class FirstLook {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    private final Duration interval;
    private boolean pending;
    private boolean saidThatThereIsNone;
    private Instant lastProgress = Instant.MIN;

    /**
     * A first look that says how far it got once an interval.
     *
     * @param pending no book was ever asked: even if one cycle is enough for all, it is told what was found
     */
    FirstLook(Duration interval, boolean pending) {
        this.interval = interval;
        this.pending = pending;
    }

    synchronized void report(LibraryCounts counts, CycleSummary cycle) {
        if (counts.pairs() == 0) {
            reportNone(cycle);
        } else if (counts.notSeen() > 0) {
            pending = true;
            reportProgress(counts, cycle.endedAt());
        } else if (pending) {
            pending = false;
            reportFound(counts);
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

    private static void reportFound(LibraryCounts counts) {
        String why =
                counts.holds().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(hold -> "%d × %s".formatted(hold.getValue(), hold.getKey().sentence()))
                        .collect(Collectors.joining("; "));
        LOG.info(
                "First look: {} books are on both sides, {} of them agree, {} are held{}. From now"
                        + " on the places follow each other.",
                counts.pairs(),
                counts.agreed(),
                counts.held(),
                why.isEmpty() ? "" : " (" + why + ")");
    }
}
