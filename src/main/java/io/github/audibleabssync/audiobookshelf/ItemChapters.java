package io.github.audibleabssync.audiobookshelf;

import java.time.Duration;
import java.util.List;

/**
 * How an item's audio is divided.
 *
 * @param runtime the length of all its files together
 * @param starts where its chapters start, as the server lists them; empty when it knows none
 */
public record ItemChapters(Duration runtime, List<Duration> starts) {

    /** Keeps its own copy of the list. */
    public ItemChapters {
        starts = List.copyOf(starts);
    }
}
