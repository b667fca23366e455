package io.github.audibleabssync.settings;

import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.OneWayMode;
import io.github.audibleabssync.core.SyncPolicy;

import java.time.Duration;

/**
 * What is carried over, and when.
 *
 * @param interval time from one cycle to the next
 * @param tolerance a smaller difference is none
 * @param cooldown least time between two writes to one book on one side
 * @param conflictPolicy who is right when both sides moved
 * @param conflictMinTimeDelta closer times decide nothing
 * @param maxRewind a longer jump back needs confirmation
 * @param rewindConfirm how long a place must stand to confirm itself
 * @param importWindow Audible places older than this stay where they are
 * @param finished whether finished flags are carried over
 * @param watchlistMaxSize most books that are asked for in every cycle
 * @param oneWayMode the allowed directions
 * @param dryRun whether nothing may be written
 */
public record SyncSettings(
        Duration interval,
        Duration tolerance,
        Duration cooldown,
        ConflictPolicy conflictPolicy,
        Duration conflictMinTimeDelta,
        Duration maxRewind,
        Duration rewindConfirm,
        Duration importWindow,
        boolean finished,
        int watchlistMaxSize,
        OneWayMode oneWayMode,
        boolean dryRun) {

    static SyncSettings of(CheckedValues values) {
        return new SyncSettings(
                values.seconds("SYNC_INTERVAL_SECONDS"),
                values.seconds("SYNC_TOLERANCE_SECONDS"),
                values.seconds("SYNC_COOLDOWN_SECONDS"),
                Worded.parse(values.text("SYNC_CONFLICT_POLICY"), ConflictPolicy.values()),
                values.seconds("SYNC_CONFLICT_MIN_TIME_DELTA_SECONDS"),
                values.seconds("SYNC_MAX_REWIND_SECONDS"),
                values.seconds("SYNC_REWIND_CONFIRM_SECONDS"),
                values.days("SYNC_IMPORT_WINDOW_DAYS"),
                values.flag("SYNC_FINISHED"),
                values.number("WATCHLIST_MAX_SIZE"),
                Worded.parse(values.text("ONE_WAY_MODE"), OneWayMode.values()),
                values.flag("DRY_RUN"));
    }

    /** What decisions depend on. */
    public SyncPolicy policy() {
        return new SyncPolicy(
                tolerance,
                conflictPolicy,
                conflictMinTimeDelta,
                maxRewind,
                rewindConfirm,
                importWindow,
                finished,
                oneWayMode,
                cooldown,
                false);
    }
}
