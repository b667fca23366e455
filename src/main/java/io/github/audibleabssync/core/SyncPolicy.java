package io.github.audibleabssync.core;

import java.time.Duration;

/**
 * The settings that decisions depend on.
 *
 * @param tolerance a smaller difference is no move
 * @param conflict who wins where both moved
 * @param minTimeDelta closer times decide nothing
 * @param maxRewind a longer jump back waits for confirmation
 * @param rewindConfirm a place that stands this long confirms itself
 * @param importWindow older Audible places are not brought over by themselves
 * @param syncFinished whether finished flags are written
 * @param oneWay which directions may be written
 * @param cooldown least time between two writes to one side of a book
 * @param paused nothing is written for now
 */
public record SyncPolicy(
        Duration tolerance,
        ConflictPolicy conflict,
        Duration minTimeDelta,
        Duration maxRewind,
        Duration rewindConfirm,
        Duration importWindow,
        boolean syncFinished,
        OneWayMode oneWay,
        Duration cooldown,
        boolean paused) {

    /** The defaults of the settings table. */
    public static final SyncPolicy DEFAULT =
            new SyncPolicy(
                    Duration.ofSeconds(5),
                    ConflictPolicy.NEWEST,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(600),
                    Duration.ofSeconds(900),
                    Duration.ofDays(90),
                    true,
                    OneWayMode.BIDIRECTIONAL,
                    Duration.ofSeconds(60),
                    false);

    /** The same for a book for which somebody asked for something else. */
    SyncPolicy with(Wishes wishes) {
        return with(wishes.conflict().orElse(conflict), paused || wishes.paused());
    }

    /** The same with all books paused, or not. */
    public SyncPolicy withPaused(boolean pause) {
        return with(conflict, pause);
    }

    private SyncPolicy with(ConflictPolicy winner, boolean pause) {
        return new SyncPolicy(
                tolerance,
                winner,
                minTimeDelta,
                maxRewind,
                rewindConfirm,
                importWindow,
                syncFinished,
                oneWay,
                cooldown,
                pause);
    }
}
