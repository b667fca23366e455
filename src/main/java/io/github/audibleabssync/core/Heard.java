package io.github.audibleabssync.core;

import java.util.Optional;

/**
 * What both sides said in the last cycle that asked them: with the tracks, enough to explain a decision afterwards.
 *
 * @param audible Audible's answer
 * @param audiobookshelf Audiobookshelf's answer
 * @param clocksTrusted whether both servers' clocks could be trusted (rule 40)
 */
public record Heard(Answer audible, Answer audiobookshelf, boolean clocksTrusted) {

    /** A reading without its place: that is in the track. */
    public enum Answer {
        /** A place. */
        PLACE,
        /** Proved that it holds none. */
        NOTHING,
        /** See {@link Reading.Why#NO_ANSWER}. */
        NO_ANSWER,
        /** See {@link Reading.Why#UNREADABLE}. */
        UNREADABLE,
        /** See {@link Reading.Why#REFUSED}. */
        REFUSED,
        /** See {@link Reading.Why#FLAG_NOT_READ}. */
        FLAG_NOT_READ,
        /** See {@link Reading.Why#NOT_ASKED}. */
        NOT_ASKED,
        /** See {@link Reading.Why#ITEM_GONE}. */
        ITEM_GONE;

        static Answer of(Reading reading) {
            return switch (reading) {
                case Reading.At _ -> PLACE;
                case Reading.Nothing _ -> NOTHING;
                case Reading.Unknown(Reading.Why why) -> valueOf(why.name());
            };
        }

        /** The reading again, with the place that the track has. */
        Reading reading(Track track) {
            return switch (this) {
                case PLACE ->
                        track.latest()
                                .<Reading>map(
                                        seen ->
                                                new Reading.At(
                                                        seen.place(),
                                                        seen.finished(),
                                                        seen.ownTime(),
                                                        Optional.empty()))
                                .orElse(Reading.unknown(Reading.Why.NOT_ASKED));
                case NOTHING -> Reading.nothing();
                default -> Reading.unknown(Reading.Why.valueOf(name()));
            };
        }
    }

    /** What the readings of a cycle were. */
    static Heard of(Reading audible, Reading audiobookshelf, boolean clocksTrusted) {
        return new Heard(Answer.of(audible), Answer.of(audiobookshelf), clocksTrusted);
    }
}
