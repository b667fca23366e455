package io.github.audibleabssync.settings;

import static io.github.audibleabssync.settings.SettingGroup.AUDIBLE;
import static io.github.audibleabssync.settings.SettingGroup.AUDIOBOOKSHELF;
import static io.github.audibleabssync.settings.SettingGroup.HTTP_SERVER;
import static io.github.audibleabssync.settings.SettingGroup.LOG;
import static io.github.audibleabssync.settings.SettingGroup.NETWORK;
import static io.github.audibleabssync.settings.SettingGroup.ROUTES;
import static io.github.audibleabssync.settings.SettingGroup.STATE;
import static io.github.audibleabssync.settings.SettingGroup.SYNC;

import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.OneWayMode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting there is. Loader, reference page, example environment and help text know no other source. */
public final class SettingsTable {

    private static final long YEAR = 31_536_000;
    private static final long MANY_DAYS = 36_500;

    private static final SettingValues URL = new WebAddress();
    private static final SettingValues PATH = new SettingValues.FilePath();
    private static final SettingValues TOKEN =
            text(
                    "[\\x21-\\x7e]+",
                    "contains a blank, a line break or a letter beyond ASCII; copy it again");
    private static final SettingValues ID =
            text(
                    "[A-Za-z0-9_-]+",
                    "is no library id; copy the id from the library's address in the browser");
    private static final SettingValues HOST =
            text(
                    "[A-Za-z0-9.:_-]+",
                    "is no host name or address; write one, without scheme and port");
    private static final SettingValues PASSWORD =
            new SettingValues.Text(Pattern.compile("(?s).*"), "", true);
    private static final SettingValues LOCALE =
            words(List.of("us", "uk", "de", "fr", "ca", "it", "au", "in", "jp", "es", "br"));
    private static final SettingValues LEVEL =
            new SettingValues.OneOf(
                    Stream.of(LogLevel.values()).map(LogLevel::name).toList(),
                    Map.of("WARNING", "WARN", "CRITICAL", "ERROR"));

    private static final List<Setting> SETTINGS =
            List.of(
                    required(
                            AUDIOBOOKSHELF,
                            "ABS_BASE_URL",
                            URL,
                            false,
                            "Address of the Audiobookshelf server; it may lie below a path."),
                    required(
                            AUDIOBOOKSHELF,
                            "ABS_TOKEN",
                            TOKEN,
                            true,
                            "API key (preferred) or user token of the listener on Audiobookshelf."),
                    optional(
                            AUDIOBOOKSHELF,
                            "ABS_LIBRARY_ID",
                            ID,
                            "all",
                            "Only this library is read, matched and written."),
                    flag(
                            AUDIOBOOKSHELF,
                            "ABS_ALLOW_DUPLICATE_ASIN",
                            false,
                            "Write to every Audiobookshelf item that shares an ASIN, instead of the"
                                    + " best one only."),
                    secret(
                            AUDIOBOOKSHELF,
                            "ABS_EXTRA_HEADERS",
                            new HeaderLines(),
                            "Headers for every request to Audiobookshelf, such as those an"
                                    + " authenticating proxy in front of it asks for."),
                    usual(
                            AUDIBLE,
                            "AUDIBLE_LOCALE",
                            LOCALE,
                            "us",
                            "The Audible marketplace; when set, it wins over the one in the session"
                                    + " file, which counts before the default."),
                    usual(
                            AUDIBLE,
                            "AUDIBLE_AUTH_JSON_PATH",
                            PATH,
                            "/data/audible_session.json",
                            "The Audible session file, plain or encrypted."),
                    secret(
                            AUDIBLE,
                            "AUDIBLE_AUTH_JSON_B64",
                            new Base64Text(),
                            "The content of the session file, used instead of"
                                    + " `AUDIBLE_AUTH_JSON_PATH`."),
                    secret(
                            AUDIBLE,
                            "AUDIBLE_AUTH_PASSWORD",
                            PASSWORD,
                            "Password of an encrypted session file."),
                    optional(
                            AUDIBLE,
                            "AUDIBLE_API_URL",
                            URL,
                            "by locale",
                            "Another address for the Audible API, for tests and proxies."),
                    optional(
                            AUDIBLE,
                            "AUDIBLE_AUTH_URL",
                            URL,
                            "by locale",
                            "Another address for signing in to Audible, for tests and proxies."),
                    number(
                            AUDIBLE,
                            "AUDIBLE_BATCH_SIZE",
                            "books",
                            25,
                            1,
                            25,
                            "How many books one request for places may name."),
                    number(
                            AUDIBLE,
                            "AUDIBLE_REQUESTS_PER_CYCLE",
                            "requests",
                            2,
                            1,
                            100,
                            "The most requests for places in one cycle."),
                    seconds(
                            AUDIBLE,
                            "AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS",
                            21_600,
                            1,
                            "How often both libraries are asked for new and changed books."),
                    seconds(
                            AUDIBLE,
                            "AUDIBLE_DEEP_SCAN_INTERVAL_SECONDS",
                            86_400,
                            1,
                            "How often the whole Audible library is read again."),
                    seconds(
                            AUDIBLE,
                            "AUDIBLE_FINISHED_INTERVAL_SECONDS",
                            900,
                            1,
                            "How often Audible is asked which books are finished."),
                    seconds(
                            SYNC,
                            "SYNC_INTERVAL_SECONDS",
                            120,
                            1,
                            "Time from one cycle to the next; below 30 Audible may lose its"
                                    + " patience."),
                    seconds(
                            SYNC,
                            "SYNC_TOLERANCE_SECONDS",
                            5,
                            1,
                            "A smaller difference between two places counts as none."),
                    seconds(
                            SYNC,
                            "SYNC_COOLDOWN_SECONDS",
                            60,
                            1,
                            "Least time between two writes to the same book on the same side."),
                    usual(
                            SYNC,
                            "SYNC_CONFLICT_POLICY",
                            words(Worded.wordsOf(ConflictPolicy.values())),
                            "newest",
                            "Who is right when both sides moved."),
                    seconds(
                            SYNC,
                            "SYNC_CONFLICT_MIN_TIME_DELTA_SECONDS",
                            30,
                            0,
                            "Times closer together than this do not tell which side is newer."),
                    seconds(
                            SYNC,
                            "SYNC_MAX_REWIND_SECONDS",
                            600,
                            0,
                            "A longer jump back is carried over only when confirmed."),
                    seconds(
                            SYNC,
                            "SYNC_REWIND_CONFIRM_SECONDS",
                            900,
                            1,
                            "A place jumped back to confirms itself by standing this long."),
                    number(
                            SYNC,
                            "SYNC_IMPORT_WINDOW_DAYS",
                            "days",
                            90,
                            0,
                            MANY_DAYS,
                            "Audible places older than this are not brought into Audiobookshelf by"
                                    + " themselves."),
                    flag(
                            SYNC,
                            "SYNC_FINISHED",
                            true,
                            "Carry over that a book is finished, or no longer is."),
                    number(
                            SYNC,
                            "WATCHLIST_MAX_SIZE",
                            "books",
                            500,
                            1,
                            100_000,
                            "Most books asked for in every cycle, those moved last first; the"
                                    + " others take turns."),
                    usual(
                            SYNC,
                            "ONE_WAY_MODE",
                            words(Worded.wordsOf(OneWayMode.values())),
                            "bidirectional",
                            "The directions in which places are written."),
                    flag(
                            SYNC,
                            "DRY_RUN",
                            false,
                            "Decide and report, but write nothing to either side."),
                    usual(
                            STATE,
                            "STATE_PATH",
                            PATH,
                            "/data/state.db",
                            "The SQLite file that remembers what both sides agreed on; where an"
                                    + " older daemon's JSON file is named, it lies beside that."),
                    number(
                            STATE,
                            "JOURNAL_RETENTION_DAYS",
                            "days",
                            400,
                            1,
                            MANY_DAYS,
                            "How long the journal of all writes is kept."),
                    flag(
                            HTTP_SERVER,
                            "HTTP_SERVER_ENABLED",
                            false,
                            "Serve `/healthz`, `/metrics`, `/status`, `POST /sync` and, while"
                                    + " something has to be set up, a page for that; nothing"
                                    + " listens otherwise."),
                    number(
                            HTTP_SERVER,
                            "HTTP_SERVER_PORT",
                            "",
                            8080,
                            0,
                            65_535,
                            "The port to listen on; 0 takes a free one."),
                    usual(
                            HTTP_SERVER,
                            "HTTP_SERVER_HOST",
                            HOST,
                            "0.0.0.0",
                            "The address to listen on."),
                    secret(
                            HTTP_SERVER,
                            "HTTP_SERVER_TOKEN",
                            TOKEN,
                            "Asked for as `X-Token` or `Authorization: Bearer` by everything but"
                                    + " `/healthz` and, if public, `/metrics`, and by the set-up"
                                    + " page as a field; without it, whatever else changes"
                                    + " something answers 403."),
                    flag(
                            HTTP_SERVER,
                            "METRICS_PUBLIC",
                            true,
                            "Serve `/metrics` without the token."),
                    number(
                            NETWORK,
                            "REQUEST_TIMEOUT_SECONDS",
                            "seconds",
                            30,
                            1,
                            600,
                            "How long one request may take, to connect and to answer."),
                    optional(
                            NETWORK,
                            "EXTRA_CA_FILE",
                            PATH,
                            "",
                            "PEM file of a private certificate authority, for an Audiobookshelf"
                                    + " behind a home-made certificate."),
                    usual(
                            ROUTES,
                            "ROUTES_PATH",
                            PATH,
                            "routes/*.camel.yaml",
                            "The YAML routes to load; the launcher looks for the default beside"
                                    + " itself."),
                    flag(
                            ROUTES,
                            "ROUTES_RELOAD",
                            false,
                            "Edited routes are tried and, if they are good, taken over while the"
                                    + " daemon runs; a bad edit changes nothing."),
                    usual(LOG, "LOG_LEVEL", LEVEL, "INFO", "How much is logged."),
                    usual(
                            LOG,
                            "LOG_FORMAT",
                            words(Worded.wordsOf(LogFormat.values())),
                            "text",
                            "Log lines for people, or one JSON object a line."));

    private static final List<Setting> ROWS =
            SETTINGS.stream()
                    .flatMap(row -> row.secret() ? Stream.of(row, row.twin()) : Stream.of(row))
                    .toList();

    private SettingsTable() {}

    /** Every variable, the file twins of the secrets included, in the order of the reference. */
    public static List<Setting> rows() {
        return ROWS;
    }

    /** Every setting, without the file twins. */
    public static List<Setting> settings() {
        return SETTINGS;
    }

    /** The names of all {@link #rows()}. */
    public static List<String> names() {
        return ROWS.stream().map(Setting::name).toList();
    }

    private static Setting required(
            SettingGroup group,
            String name,
            SettingValues values,
            boolean secret,
            String sentence) {
        return new Setting(name, group, values, Optional.empty(), "", true, secret, sentence);
    }

    private static Setting secret(
            SettingGroup group, String name, SettingValues values, String sentence) {
        return new Setting(name, group, values, Optional.empty(), "", false, true, sentence);
    }

    private static Setting optional(
            SettingGroup group, String name, SettingValues values, String note, String sentence) {
        return new Setting(name, group, values, Optional.empty(), note, false, false, sentence);
    }

    private static Setting usual(
            SettingGroup group, String name, SettingValues values, String usual, String sentence) {
        return new Setting(name, group, values, Optional.of(usual), "", false, false, sentence);
    }

    private static Setting flag(SettingGroup group, String name, boolean usual, String sentence) {
        return usual(group, name, new SettingValues.TrueFalse(), Boolean.toString(usual), sentence);
    }

    private static Setting number(
            SettingGroup group,
            String name,
            String unit,
            long usual,
            long least,
            long most,
            String sentence) {
        return usual(
                group,
                name,
                new SettingValues.WholeNumber(unit, least, most),
                Long.toString(usual),
                sentence);
    }

    private static Setting seconds(
            SettingGroup group, String name, long usual, long least, String sentence) {
        return number(group, name, "seconds", usual, least, YEAR, sentence);
    }

    private static SettingValues words(List<String> words) {
        return new SettingValues.OneOf(words, Map.of());
    }

    private static SettingValues text(String form, String complaint) {
        return new SettingValues.Text(Pattern.compile(form), complaint, false);
    }
}
