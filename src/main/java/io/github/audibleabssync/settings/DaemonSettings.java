package io.github.audibleabssync.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The process itself: what it keeps, loads and logs.
 *
 * @param state where the state is
 * @param journalRetention how long the journal is kept
 * @param requestTimeout how long one request may take
 * @param routesPath the YAML routes, as a path whose last part may have wildcards
 * @param routesReload whether edited routes are taken over while the daemon runs
 * @param logLevel how much is logged
 * @param logFormat what a log line looks like
 */
public record DaemonSettings(
        StateLocation state,
        Duration journalRetention,
        Duration requestTimeout,
        Path routesPath,
        boolean routesReload,
        LogLevel logLevel,
        LogFormat logFormat) {

    /** The SQLite file. */
    public Path statePath() {
        return state.file();
    }

    static DaemonSettings of(CheckedValues values) {
        return new DaemonSettings(
                StateLocation.of(values.path("STATE_PATH")),
                values.days("JOURNAL_RETENTION_DAYS"),
                values.seconds("REQUEST_TIMEOUT_SECONDS"),
                values.path("ROUTES_PATH"),
                values.flag("ROUTES_RELOAD"),
                Worded.parse(values.text("LOG_LEVEL"), LogLevel.values()),
                Worded.parse(values.text("LOG_FORMAT"), LogFormat.values()));
    }
}
