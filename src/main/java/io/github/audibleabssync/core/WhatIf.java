package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may happen to a book next, so that the rules can say what they would make of it. */
enum WhatIf {
    /** The contract's confirmation of a jump, and of a reset, by listening. */
    AUDIBLE_GOES_ON("Audible plays on for five minutes from there"),
    /** The same on the other side. */
    AUDIOBOOKSHELF_GOES_ON("Audiobookshelf plays on for five minutes from there"),
    /** A place that stands confirms itself; a cooldown passes. */
    A_QUARTER_OF_AN_HOUR_PASSES("nothing happens for a quarter of an hour"),
    /** A finish waits this long for the other side; so does a side that is left alone. */
    A_DAY_PASSES("nothing happens for a day"),
    /** A person says that what waits is meant. */
    CONFIRMED(Explanation.BY_COMMAND + "confirm"),
    /** A person chooses. */
    AUDIBLE_KEPT(Explanation.BY_COMMAND + "keep audible"),
    /** A person chooses. */
    AUDIOBOOKSHELF_KEPT(Explanation.BY_COMMAND + "keep abs");

    private static final Duration LISTENED = Duration.ofMinutes(5);

    private final String sentence;

    WhatIf(String sentence) {
        this.sentence = sentence;
    }

    /** The event, for people; without a final stop. */
    String sentence() {
        return sentence;
    }

    /** The situation after it; empty where it cannot happen. */
    Optional<Situation> happen(Situation situation) {
        return switch (this) {
            case AUDIBLE_GOES_ON -> goesOn(situation, AUDIBLE);
            case AUDIOBOOKSHELF_GOES_ON -> goesOn(situation, AUDIOBOOKSHELF);
            case A_QUARTER_OF_AN_HOUR_PASSES ->
                    Optional.of(passes(situation, Duration.ofMinutes(15)));
            case A_DAY_PASSES -> Optional.of(passes(situation, Duration.ofDays(1)));
            case CONFIRMED ->
                    Rulings.awaitsConfirmation(situation).flatMap(side -> kept(situation, side));
            case AUDIBLE_KEPT -> kept(situation, AUDIBLE);
            case AUDIOBOOKSHELF_KEPT -> kept(situation, AUDIOBOOKSHELF);
        };
    }

    private static Situation passes(Situation situation, Duration time) {
        return observe(
                situation,
                situation.audible(),
                situation.audiobookshelf(),
                situation.now().plus(time));
    }

    private static Optional<Situation> goesOn(Situation situation, Side side) {
        if (!(situation.reading(side) instanceof Reading.At at)) {
            return Optional.empty();
        }
        Instant then = situation.now().plus(LISTENED);
        Reading on =
                new Reading.At(
                        at.place().shift(LISTENED).within(situation.pair().runtime(side)),
                        at.finished(),
                        Optional.of(ownTime(situation, side, then)),
                        at.flagTime());
        return Optional.of(
                observe(
                        situation,
                        side == AUDIBLE ? on : situation.audible(),
                        side == AUDIOBOOKSHELF ? on : situation.audiobookshelf(),
                        then));
    }

    /** A time of ours in the words of a side whose clock may be off. */
    private static Instant ownTime(Situation situation, Side side, Instant ours) {
        return ours.plus(offset(situation, side));
    }

    private static Duration offset(Situation situation, Side side) {
        return situation
                .state()
                .track(side)
                .latest()
                .flatMap(
                        seen ->
                                seen.ownTime()
                                        .flatMap(
                                                own ->
                                                        seen.changedAt()
                                                                .map(
                                                                        at ->
                                                                                Duration.between(
                                                                                        at, own))))
                .orElse(Duration.ZERO);
    }

    private static Situation observe(
            Situation situation, Reading audible, Reading audiobookshelf, Instant then) {
        return Situation.observe(
                situation.pair(),
                situation.state(),
                audible,
                audiobookshelf,
                clock(situation, AUDIBLE),
                clock(situation, AUDIOBOOKSHELF),
                situation.writePending(),
                situation.policy(),
                then);
    }

    private static ServerClock clock(Situation situation, Side side) {
        return new ServerClock(offset(situation, side), situation.clocksTrusted(), true);
    }

    private static Optional<Situation> kept(Situation situation, Side side) {
        return Rulings.keep(situation, 0, side)
                .map(
                        keep ->
                                new Situation(
                                        situation.pair(),
                                        situation.audible(),
                                        situation.audiobookshelf(),
                                        situation
                                                .state()
                                                .withWishes(
                                                        situation
                                                                .state()
                                                                .wishes()
                                                                .withRuling(Optional.of(keep))),
                                        situation.writePending(),
                                        situation.clocksTrusted(),
                                        situation.lastRevision(),
                                        situation.policy(),
                                        situation.now()));
    }
}
