package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the practice Audiobookshelf really holds for an item.
 *
 * @param id the entry's own id
 * @param currentTime the stored place; zero when what is stored is no number; may be negative
 * @param progress the stored fraction, not computed: it may disagree with the place
 * @param duration what a client once sent, not the item's
 * @param hidden hidden from "continue listening"
 * @param lastUpdate by the server's clock, or what a client sent
 */
public record PracticeEntry(
        String id,
        String itemId,
        Duration currentTime,
        double progress,
        Duration duration,
        boolean finished,
        boolean hidden,
        Instant lastUpdate,
        Optional<Instant> finishedAt) {

    /** The place; a negative one counts as the start. */
    public Place place() {
        return currentTime.isNegative() ? Place.START : new Place(currentTime);
    }
}
