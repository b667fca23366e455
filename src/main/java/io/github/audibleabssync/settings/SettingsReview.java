package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Optional;

/**
 * The settings as far as they can be used, however wrong some of them are: for who looks at them, not for who works with them.
 * What is wrong counts as unset.
 *
 * @param problems what is wrong, one sentence each, as {@link InvalidSettings} has them
 * @param warnings what is odd
 * @param audiobookshelf empty when one of its settings is missing or wrong
 * @param audible empty when one of its settings is wrong
 * @param sync what is carried over, and when
 * @param httpServer health, metrics and status over HTTP
 * @param daemon the process itself
 */
public record SettingsReview(
        List<String> problems,
        List<String> warnings,
        Optional<AudiobookshelfSettings> audiobookshelf,
        Optional<AudibleSettings> audible,
        SyncSettings sync,
        HttpServerSettings httpServer,
        DaemonSettings daemon) {

    /** Keeps its own copies of the lists. */
    public SettingsReview {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
