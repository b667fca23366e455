package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one server really held for one book, from the beginning: who brought it there, and when. */
final class Truth {

    /** Who changed something. */
    enum By {
        /** A listener who played. */
        LISTENING,
        /** A listener who dragged, pressed or discarded something. */
        HAND,
        /** The daemon. */
        DAEMON
    }

    /**
     * A state of the server.
     *
     * @param at when it became so, by the true clock
     * @param dated the server's own time of it, corrected by its skew; empty when there is no place
     * @param place empty when the server holds none
     */
    record Held(
            Instant at, Optional<Instant> dated, Optional<Place> place, boolean finished, By by) {
        Place placeOrStart() {
            return place.orElse(Place.START);
        }
    }

    private final List<Held> held = new ArrayList<>();

    void add(Held state) {
        held.add(state);
    }

    Held latest() {
        return held.getLast();
    }

    List<Held> all() {
        return held;
    }

    /** What was held at some time since then, and what was held when it began. */
    List<Held> since(Instant time) {
        List<Held> some = new ArrayList<>();
        for (Held one : held.reversed()) {
            some.add(one);
            if (!one.at().isAfter(time)) {
                break;
            }
        }
        return some;
    }

    /** What was held at a time. */
    Held at(Instant time) {
        return held.reversed().stream()
                .filter(one -> !one.at().isAfter(time))
                .findFirst()
                .orElse(held.getFirst());
    }

    /** How long the place stood, at most, that was held at some time from the one to the other. */
    Duration stood(Instant from, Instant to) {
        Duration longest = Duration.ZERO;
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).at().isAfter(to)) {
                continue;
            }
            int first = i;
            while (first > 0 && held.get(first - 1).place().equals(held.get(i).place())) {
                first--;
            }
            Held began = held.get(first);
            Duration time = Duration.between(began.dated().orElse(began.at()), to);
            longest = time.compareTo(longest) > 0 ? time : longest;
            if (!held.get(i).at().isAfter(from)) {
                break;
            }
        }
        return longest;
    }

    /** The latest state that a listener brought about. */
    Optional<Held> latestOfListener() {
        return held.reversed().stream().filter(one -> one.by() != By.DAEMON).findFirst();
    }
}
