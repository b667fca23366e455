package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.List;

/** How a listener wants a book to be treated whose editions do not fit (contract §1). */
public enum Edition {
    /** As different books: the pair waits. */
    APART,
    /** As the same audio with another end: places count alike from the start. */
    SAME,
    /** As the same text read at another pace: places count by their share of the whole. */
    SCALED;

    /** The pair with this treatment; one whose editions fit by themselves stays as it is. */
    Pair treat(Pair pair) {
        if (!(pair.alignment() instanceof Alignment.None)) {
            return pair;
        }
        return switch (this) {
            case APART -> pair;
            case SAME -> pair.aligned(new Alignment.Identity(Duration.ZERO));
            case SCALED ->
                    pair.aligned(
                            new Alignment.Chapters(
                                    List.of(Duration.ZERO, pair.audibleRuntime()),
                                    List.of(Duration.ZERO, pair.audiobookshelfRuntime())));
        };
    }
}
