package io.github.audibleabssync.simulator;

import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param broken the invariant that was violated first, and how; empty when none was
 * @param books how each book ended
 * @param writes how many writes changed something
 * @param cycles how many cycles were played
 */
record Outcome(Optional<String> broken, List<Ending> books, int writes, int cycles) {

    /**
     * How a book ended: places in ms on each side's own audio, -1 for none.
     *
     * @param reason the daemon's last word on it
     */
    record Ending(
            long audible,
            boolean finishedOnAudible,
            long shelf,
            boolean finishedOnShelf,
            int generation,
            String reason) {}
}
