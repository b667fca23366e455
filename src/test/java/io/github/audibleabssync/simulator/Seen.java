package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.simulator.Truth.Held;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the daemon was shown of one side of one book. What it saw in a cycle in which it was killed, or could not write its
 * state, it does not know any more.
 */
final class Seen {

    private static final double FASTEST = 3.5;

    private final List<Held> known = new ArrayList<>();
    private final List<Held> justNow = new ArrayList<>();

    /**
     * Places that follow each other without a jump.
     *
     * @param from where the first was
     * @param to where the last was
     */
    record Run(Place from, Place to) {
        Duration length() {
            return to.minus(from);
        }
    }

    void add(Held shown) {
        if (shown.place().isPresent()) {
            justNow.add(shown);
        }
    }

    void remember() {
        known.addAll(justNow);
        justNow.clear();
    }

    void forget() {
        justNow.clear();
    }

    /** The daemon wrote to this side itself: what was seen before is no part of a run any more. */
    void cut() {
        known.clear();
        justNow.clear();
    }

    private List<Held> all() {
        List<Held> all = new ArrayList<>(known);
        all.addAll(justNow);
        return all;
    }

    /** The present run: no step of it backwards or faster than a player goes. Empty when nothing was seen. */
    Optional<Run> run() {
        List<Held> all = all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int from = all.size() - 1;
        while (from > 0 && goesOn(all.get(from - 1), all.get(from))) {
            from--;
        }
        return Optional.of(new Run(all.get(from).placeOrStart(), all.getLast().placeOrStart()));
    }

    private static boolean goesOn(Held from, Held to) {
        Duration step = to.placeOrStart().minus(from.placeOrStart());
        return !step.isNegative()
                && step.toMillis() <= FASTEST * Duration.between(dated(from), dated(to)).toMillis();
    }

    private static Instant dated(Held held) {
        return held.dated().orElse(held.at());
    }

    /** Whether some of the readings, the last one among them, show somebody who listened on for so long. */
    boolean mayHaveListened(Duration needed) {
        List<Held> all = all();
        for (int i = 0; i + 1 < all.size(); i++) {
            Run run = new Run(all.get(i).placeOrStart(), all.getLast().placeOrStart());
            if (run.length().compareTo(needed) >= 0 && goesOn(all.get(i), all.getLast())) {
                return true;
            }
        }
        return false;
    }
}
