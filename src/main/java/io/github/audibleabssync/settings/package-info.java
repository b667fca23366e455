/**
 * What the user can set: one table, the loader that reports every mistake at once, and the typed view the rest of the
 * daemon reads.
 *
 * <p>{@link io.github.audibleabssync.settings.SettingsTable} is the only source: the reference page, the example
 * environment and the help text are rendered from it.
 */
@NullMarked
package io.github.audibleabssync.settings;

import org.jspecify.annotations.NullMarked;
