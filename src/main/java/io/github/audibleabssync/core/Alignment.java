package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.List;

/** How a place on one side's audio translates to the other's (contract §1). */
public sealed interface Alignment {

    /**
     * The same audio, or one that differs by less than half a percent.
     *
     * @param error how far a translated place may be off
     */
    record Identity(Duration error) implements Alignment {}

    /**
     * Audiobookshelf's files lack the brand intro and outro.
     *
     * @param intro how much later a place is on Audible
     */
    record Offset(Duration intro) implements Alignment {}

    /**
     * Chapters pair up one to one: linear inside each.
     *
     * @param audible chapter starts on Audible, ascending from 0, and its end as the last
     * @param audiobookshelf chapter starts on Audiobookshelf, as many
     */
    record Chapters(List<Duration> audible, List<Duration> audiobookshelf) implements Alignment {}

    /** Different editions: places cannot be translated. */
    record None() implements Alignment {}

    /** How far a translated place may be off; widens comparisons across the sides, never a side's own moves. */
    default Duration error() {
        return this instanceof Identity(Duration error) ? error : Duration.ZERO;
    }

    /**
     * The same spot of the story on the other side.
     *
     * @param from the side on whose audio {@code place} counts
     * @throws IllegalStateException if there is no alignment
     */
    default Place translate(Side from, Place place) {
        return switch (this) {
            case Identity ignored -> place;
            case Offset(Duration intro) ->
                    place.shift(from == Side.AUDIBLE ? intro.negated() : intro);
            case Chapters(List<Duration> audible, List<Duration> audiobookshelf) ->
                    from == Side.AUDIBLE
                            ? byChapter(place, audible, audiobookshelf)
                            : byChapter(place, audiobookshelf, audible);
            case None ignored ->
                    throw new IllegalStateException("different editions have no common places");
        };
    }

    private static Place byChapter(Place place, List<Duration> from, List<Duration> to) {
        int chapter = 0;
        while (chapter < from.size() - 2
                && from.get(chapter + 1).compareTo(place.fromStart()) <= 0) {
            chapter++;
        }
        Duration length = from.get(chapter + 1).minus(from.get(chapter));
        Duration otherLength = to.get(chapter + 1).minus(to.get(chapter));
        Duration inside = place.fromStart().minus(from.get(chapter));
        if (inside.compareTo(length) > 0) {
            inside = length;
        }
        double share = length.isZero() ? 0 : (double) inside.toMillis() / length.toMillis();
        return new Place(to.get(chapter).plusMillis(Math.round(otherLength.toMillis() * share)));
    }
}
