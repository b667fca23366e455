package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.core.Place;

import java.time.Duration;

/**
 * A library's "mark as finished" setting: from where on the server calls a book finished when a session ends there.
 *
 * <p>It holds for session syncs and local sessions only, not for a PATCH of the progress. A percentage wins over a remaining
 * time; with neither it is 10 s.
 */
public sealed interface FinishSetting {

    /** What the server does when the library says nothing. */
    FinishSetting DEFAULT = new TimeRemaining(Duration.ofSeconds(10));

    /**
     * Finished when less than this is left.
     *
     * @param remaining never negative
     */
    record TimeRemaining(Duration remaining) implements FinishSetting {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the time is negative
         */
        public TimeRemaining {
            if (remaining.isNegative()) {
                throw new IllegalArgumentException(
                        "a remaining time is never negative: " + remaining);
            }
        }

        @Override
        public Place finishesFrom(Duration runtime) {
            return new Place(runtime).shift(remaining.negated());
        }
    }

    /**
     * Finished when more than this share is heard.
     *
     * @param percent above 0, at most 100
     */
    record PercentComplete(double percent) implements FinishSetting {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the percentage is not above 0 and at most 100
         */
        public PercentComplete {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException(
                        "a percentage is above 0 and at most 100, this is not: " + percent);
            }
        }

        @Override
        public Place finishesFrom(Duration runtime) {
            return Place.ofMillis(Math.round(runtime.toMillis() * percent / 100));
        }
    }

    /**
     * The place from which the server finishes a book by itself; the place proper does not finish it yet.
     *
     * @param runtime the length of the item's audio, not negative
     */
    Place finishesFrom(Duration runtime);
}
