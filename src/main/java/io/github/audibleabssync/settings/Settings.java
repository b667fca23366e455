package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Map;

/**
 * Everything the user set, checked, with defaults filled in. Printing it shows no secret.
 *
 * @param audiobookshelf where and how Audiobookshelf is reached
 * @param audible the Audible account and how often it is asked
 * @param sync what is carried over, and when
 * @param httpServer health, metrics and status over HTTP
 * @param daemon the process itself
 * @param warnings what the user should know though the daemon can run; one sentence each, no secret in them
 * @param asProperties every setting that is no secret and has a value, by its environment name, for routes to refer to
 * @param missing required settings that somebody has to enter on the set-up page first; what stands for them is no value
 * @param watch reads the same settings again
 */
public record Settings(
        AudiobookshelfSettings audiobookshelf,
        AudibleSettings audible,
        SyncSettings sync,
        HttpServerSettings httpServer,
        DaemonSettings daemon,
        List<String> warnings,
        Map<String, String> asProperties,
        List<String> missing,
        SettingsWatch watch) {

    /** Takes copies that nobody can change. */
    public Settings {
        warnings = List.copyOf(warnings);
        asProperties = Map.copyOf(asProperties);
        missing = List.copyOf(missing);
    }
}
