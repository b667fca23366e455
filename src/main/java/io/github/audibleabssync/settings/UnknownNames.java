package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds variables that look like settings and are none. Their values are never shown: a mistyped name may hold a secret. */
final class UnknownNames {

    private static final List<String> PREFIXES =
            List.of(
                    "ABS_",
                    "AUDIBLE_",
                    "SYNC_",
                    "HTTP_SERVER_",
                    "WATCHLIST_",
                    "ROUTES_",
                    "JOURNAL_",
                    "STATE_",
                    "ONE_WAY",
                    "DRY_RUN",
                    "LOG_",
                    "METRICS_",
                    "REQUEST_",
                    "EXTRA_CA");

    /** What Kubernetes sets for each service of the namespace, whatever the service is called. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP).*)");

    /** Settings of the older daemon that this one has not, and what is so without them. Their values do not matter. */
    private static final Map<String, String> OLDER =
            Map.of(
                    "ABS_USER_ID", "the listener is the one whose key or token ABS_TOKEN is",
                    "AUDIBLE_MARKETPLACE",
                            "the marketplace is that of AUDIBLE_LOCALE, else the session file's",
                    "DEEP_SCAN_MAX_IN_PROGRESS",
                            "every book takes its turn, and AUDIBLE_REQUESTS_PER_CYCLE is the"
                                    + " limit",
                    "PERSIST_ENABLED", "the state is always kept, in STATE_PATH");

    private static final int CLOSE = 3;
    private static final int VERY_CLOSE = 2;
    private static final int LONG_NAME = 12;

    private final List<String> problems;
    private final List<String> warnings;

    UnknownNames(List<String> problems, List<String> warnings) {
        this.problems = problems;
        this.warnings = warnings;
    }

    /** Reports a name close to a known one as a problem, any other with one of our prefixes as a warning. */
    void check(Map<String, String> environment) {
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (!value.isBlank() && !SettingsTable.names().contains(name)) {
                                check(name);
                            }
                        });
    }

    private void check(String name) {
        if (OLDER.containsKey(name)) {
            warnings.add(
                    "%s is a setting of the older daemon and is ignored: %s. Remove it."
                            .formatted(name, OLDER.get(name)));
            return;
        }
        String capitals = name.toUpperCase(Locale.ROOT);
        boolean ours = PREFIXES.stream().anyMatch(capitals::startsWith);
        int close = ours ? CLOSE : capitals.length() >= LONG_NAME ? VERY_CLOSE : 0;
        Optional<NearestName> nearest =
                NearestName.find(capitals, SettingsTable.names())
                        .filter(known -> known.edits() <= close);
        if (nearest.isPresent()) {
            problems.add(
                    name
                            + " is no setting; write "
                            + nearest.get().name()
                            + " if that is what is meant, else remove it.");
        } else if (ours && !SERVICE_LINK.matcher(name).matches()) {
            warnings.add(
                    name
                            + " is no setting of this version and is ignored; remove it, or look"
                            + " for its name in the settings' reference.");
        }
    }
}
