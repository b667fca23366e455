package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.core.Place;

import java.time.Instant;
import java.util.Optional;

/**
 * What Audiobookshelf remembers of one listener and one book.
 *
 * @param entryId the entry's own id; empty when none was sent
 * @param itemId the library item that it belongs to
 * @param place where the listener is, to the millisecond; empty when the server sent no credible one: no number, a negative
 *     number, no value at all, or a finished flag that is neither true nor false. Not cut to the book's length
 * @param finished whether the server calls the book finished
 * @param lastUpdate the entry's time, by the server's clock; also moved by hiding the book or reading its e-book
 * @param finishedAt when it was finished, by the server's clock; the server may keep it on an unfinished entry
 */
public record ProgressEntry(
        Optional<String> entryId,
        String itemId,
        Optional<Place> place,
        boolean finished,
        Optional<Instant> lastUpdate,
        Optional<Instant> finishedAt) {

    /** Whether this entry counts rather than the other one of the same item: the one updated last. */
    boolean supersedes(ProgressEntry other) {
        return !lastUpdate.orElse(Instant.MIN).isBefore(other.lastUpdate.orElse(Instant.MIN));
    }
}
