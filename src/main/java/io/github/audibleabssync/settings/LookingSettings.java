package io.github.audibleabssync.settings;

import java.nio.file.Path;

/**
 * The settings that matter to who only looks into the state.
 *
 * @param statePath the SQLite file
 * @param sync what is carried over, and when
 * @param allowDuplicateAsin whether several Audiobookshelf items of one ASIN are books of their own
 */
public record LookingSettings(Path statePath, SyncSettings sync, boolean allowDuplicateAsin) {}
