package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.OneWayMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the loader accepts, what it refuses, and in which words. */
class SettingsLoaderTest {

    private static final String TOKEN = "s3cr3t-abs-token";

    @TempDir private Path folder;

    @Test
    void theLeastEnvironmentGivesTheDefaultsOfTheSpecification() {
        Settings settings = load(Map.of());

        assertThat(settings.audiobookshelf())
                .isEqualTo(
                        new AudiobookshelfSettings(
                                URI.create("http://abs:13378/shelf"),
                                Secret.of(TOKEN),
                                Optional.empty(),
                                false,
                                List.of(),
                                Optional.empty()));
        assertThat(settings.audible())
                .isEqualTo(
                        new AudibleSettings(
                                "us",
                                false,
                                Path.of("/data/audible_session.json"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                25,
                                2,
                                Duration.ofHours(6),
                                Duration.ofDays(1),
                                Duration.ofMinutes(15)));
        assertThat(settings.sync())
                .isEqualTo(
                        new SyncSettings(
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(1),
                                ConflictPolicy.NEWEST,
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(15),
                                Duration.ofDays(90),
                                true,
                                500,
                                OneWayMode.BIDIRECTIONAL,
                                false));
        assertThat(settings.httpServer())
                .isEqualTo(new HttpServerSettings(false, "0.0.0.0", 8080, Optional.empty(), true));
        assertThat(settings.daemon())
                .isEqualTo(
                        new DaemonSettings(
                                new StateLocation(
                                        Path.of("/data/state.db"),
                                        Path.of("/data/state.json"),
                                        false),
                                Duration.ofDays(400),
                                Duration.ofSeconds(30),
                                folder.resolve("routes/*.camel.yaml"),
                                false,
                                LogLevel.INFO,
                                LogFormat.TEXT));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void everythingCanBeSet() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "a certificate");

        Settings settings =
                load(
                        Map.ofEntries(
                                Map.entry("ABS_LIBRARY_ID", "lib-1"),
                                Map.entry("ABS_EXTRA_HEADERS", "CF-Id: a b\n\nX-Key:k"),
                                Map.entry("EXTRA_CA_FILE", "ca.pem"),
                                Map.entry("AUDIBLE_LOCALE", " DE "),
                                Map.entry("AUDIBLE_API_URL", "http://127.0.0.1:9/"),
                                Map.entry("AUDIBLE_AUTH_PASSWORD", " with blanks "),
                                Map.entry("AUDIBLE_AUTH_JSON_B64", "e30\n=\n"),
                                Map.entry("HTTP_SERVER_PORT", "0"),
                                Map.entry("DRY_RUN", "TRUE"),
                                Map.entry("ONE_WAY_MODE", "Abs_To_Audible"),
                                Map.entry("SYNC_CONFLICT_POLICY", "hold"),
                                Map.entry("LOG_LEVEL", "warning"),
                                Map.entry("LOG_FORMAT", "JSON"),
                                Map.entry("STATE_PATH", "here/state.db")));

        assertThat(settings.audiobookshelf().libraryId()).contains("lib-1");
        assertThat(settings.audiobookshelf().extraHeaders())
                .containsExactly(
                        new ExtraHeader("CF-Id", Secret.of("a b")),
                        new ExtraHeader("X-Key", Secret.of("k")));
        assertThat(settings.audiobookshelf().extraCaFile()).contains(folder.resolve("ca.pem"));
        assertThat(settings.audible().locale()).isEqualTo("de");
        assertThat(settings.audible().localeGiven()).isTrue();
        assertThat(settings.audible().apiUrl()).contains(URI.create("http://127.0.0.1:9"));
        assertThat(settings.audible().sessionPassword()).contains(Secret.of(" with blanks "));
        assertThat(settings.audible().sessionContent()).contains(Secret.of("e30="));
        assertThat(settings.httpServer().port()).isZero();
        assertThat(settings.sync().dryRun()).isTrue();
        assertThat(settings.sync().oneWayMode()).isEqualTo(OneWayMode.ABS_TO_AUDIBLE);
        assertThat(settings.sync().conflictPolicy()).isEqualTo(ConflictPolicy.HOLD);
        assertThat(settings.daemon().logLevel()).isEqualTo(LogLevel.WARN);
        assertThat(settings.daemon().logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.daemon().statePath()).isEqualTo(folder.resolve("here/state.db"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    SYNC_INTERVAL_SECONDS|abc|SYNC_INTERVAL_SECONDS='abc' is no whole number; write a number of seconds from 1 to 31536000 (default: 120).
                    SYNC_INTERVAL_SECONDS|1.5|SYNC_INTERVAL_SECONDS='1.5' is no whole number; write a number of seconds from 1 to 31536000 (default: 120).
                    SYNC_INTERVAL_SECONDS|0|SYNC_INTERVAL_SECONDS='0' is out of range; write a number of seconds from 1 to 31536000 (default: 120).
                    SYNC_INTERVAL_SECONDS|-5|SYNC_INTERVAL_SECONDS='-5' is out of range; write a number of seconds from 1 to 31536000 (default: 120).
                    SYNC_INTERVAL_SECONDS|99999999999999999999|SYNC_INTERVAL_SECONDS='99999999999999999999' is no whole number; write a number of seconds from 1 to 31536000 (default: 120).
                    SYNC_COOLDOWN_SECONDS|0|SYNC_COOLDOWN_SECONDS='0' is out of range; write a number of seconds from 1 to 31536000 (default: 60).
                    WATCHLIST_MAX_SIZE|0|WATCHLIST_MAX_SIZE='0' is out of range; write a number of books from 1 to 100000 (default: 500).
                    AUDIBLE_REQUESTS_PER_CYCLE|0|AUDIBLE_REQUESTS_PER_CYCLE='0' is out of range; write a number of requests from 1 to 100 (default: 2).
                    AUDIBLE_BATCH_SIZE|26|AUDIBLE_BATCH_SIZE='26' is out of range; write a number of books from 1 to 25 (default: 25).
                    HTTP_SERVER_PORT|65536|HTTP_SERVER_PORT='65536' is out of range; write a number from 0 to 65535 (default: 8080).
                    JOURNAL_RETENTION_DAYS|0|JOURNAL_RETENTION_DAYS='0' is out of range; write a number of days from 1 to 36500 (default: 400).
                    DRY_RUN|yes|DRY_RUN='yes' is neither true nor false; write one of these two (default: false).
                    ROUTES_RELOAD|yes|ROUTES_RELOAD='yes' is neither true nor false; write one of these two (default: false).
                    ONE_WAY_MODE|both|ONE_WAY_MODE='both' is not known; write one of: bidirectional, audible_to_abs, abs_to_audible (default: bidirectional).
                    SYNC_CONFLICT_POLICY|latest|SYNC_CONFLICT_POLICY='latest' is not known; write one of: newest, furthest, abs, audible, hold (default: newest).
                    AUDIBLE_LOCALE|en|AUDIBLE_LOCALE='en' is not known; write one of: us, uk, de, fr, ca, it, au, in, jp, es, br (default: us).
                    LOG_LEVEL|LOUD|LOG_LEVEL='LOUD' is not known; write one of: TRACE, DEBUG, INFO, WARN, ERROR (default: INFO).
                    LOG_FORMAT|xml|LOG_FORMAT='xml' is not known; write one of: text, json (default: text).
                    ABS_BASE_URL|abs:13378|ABS_BASE_URL='abs:13378' does not begin with http:// or https://; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|ftp://abs|ABS_BASE_URL='ftp://abs' does not begin with http:// or https://; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|http://a b|ABS_BASE_URL='http://a b' is no URL; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|http:///x|ABS_BASE_URL='http:///x' names no valid host and port; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|http://abs:99999|ABS_BASE_URL='http://abs:99999' names no valid host and port; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|https://me:hidden@abs/x|ABS_BASE_URL='https://***@abs/x' contains a user name or password; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|https://me:hid/hidden#hidden@abs|ABS_BASE_URL='https://***@abs' names no valid host and port; write http:// or https://, the host, and a port or path if needed.
                    ABS_BASE_URL|https://abs/?token=hidden|ABS_BASE_URL='https://abs/' contains a '?' or '#'; write http:// or https://, the host, and a port or path if needed.
                    ABS_LIBRARY_ID|a/b|ABS_LIBRARY_ID='a/b' is no library id; copy the id from the library's address in the browser.
                    HTTP_SERVER_HOST|http://x|HTTP_SERVER_HOST='http://x' is no host name or address; write one, without scheme and port (default: 0.0.0.0).
                    STATE_PATH|jdbc:postgresql://u:hidden@h/d|STATE_PATH='***' is a JDBC URL, which is not supported yet; write the path of a file (default: /data/state.db).
                    ABS_TOKEN|two hidden words|ABS_TOKEN=*** contains a blank, a line break or a letter beyond ASCII; copy it again.
                    AUDIBLE_AUTH_JSON_B64|hidden!|AUDIBLE_AUTH_JSON_B64=*** is no Base64; write the output of 'base64 FILE'.
                    ABS_EXTRA_HEADERS|hidden|ABS_EXTRA_HEADERS=*** has a line that is no header (line 1); write 'Name: value', one a line.
                    ABS_EXTRA_HEADERS|Upgrade: hidden|ABS_EXTRA_HEADERS=*** sets 'upgrade', which the daemon sets itself; remove that line.
                    EXTRA_CA_FILE|none.pem|EXTRA_CA_FILE='none.pem' does not exist; name a readable file.
                    ABS_TOKEN_FILE|none|ABS_TOKEN and ABS_TOKEN_FILE are both set; remove one of them.
                    HTTP_SERVER_TOKEN_FILE|none|HTTP_SERVER_TOKEN_FILE='none' does not exist; name a readable file.
                    HTTP_SERVER_TOKEN_FILE|.|HTTP_SERVER_TOKEN_FILE='.' cannot be read as text; name a readable file.
                    SYNC_INTERVALL_SECONDS|60|SYNC_INTERVALL_SECONDS is no setting; write SYNC_INTERVAL_SECONDS if that is what is meant, else remove it.
                    sync_interval_seconds|60|sync_interval_seconds is no setting; write SYNC_INTERVAL_SECONDS if that is what is meant, else remove it.
                    SYCN_INTERVAL_SECONDS|60|SYCN_INTERVAL_SECONDS is no setting; write SYNC_INTERVAL_SECONDS if that is what is meant, else remove it.
                    ABS_TOKN|hidden|ABS_TOKN is no setting; write ABS_TOKEN if that is what is meant, else remove it.
                    HTTP_SERVER_TOKEN_FIEL|hidden|HTTP_SERVER_TOKEN_FIEL is no setting; write HTTP_SERVER_TOKEN_FILE if that is what is meant, else remove it.
                    """)
    void oneMistakeGivesOneSentence(String name, String value, String sentence) {
        InvalidSettings refusal = refuse(Map.of(name, value));

        assertThat(refusal.problems()).containsExactly(sentence);
        assertThat(refusal)
                .hasMessage("A setting is wrong, nothing was started:\n  - " + sentence)
                .message()
                .doesNotContain("hidden")
                .doesNotContain(TOKEN);
    }

    @Test
    void allMistakesAreReportedTogether() {
        InvalidSettings refusal =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () ->
                                SettingsLoader.load(
                                        Map.of(
                                                "ABS_BASE_URL", " ",
                                                "SYNC_TOLERANCE_SECONDS", "x",
                                                "ONE_WAY_MOD", "abs"),
                                        folder));

        assertThat(refusal)
                .hasMessage(
                        """
                        4 settings are wrong, nothing was started:
                          - ABS_BASE_URL is not set; it is required. Address of the Audiobookshelf server; it may lie below a path.
                          - ABS_TOKEN or ABS_TOKEN_FILE is not set; it is required. API key (preferred) or user token of the listener on Audiobookshelf.
                          - SYNC_TOLERANCE_SECONDS='x' is no whole number; write a number of seconds from 1 to 31536000 (default: 5).
                          - ONE_WAY_MOD is no setting; write ONE_WAY_MODE if that is what is meant, else remove it.\
                        """);
        assertThat(InvalidSettings.EXIT_CODE).isEqualTo(78);
    }

    @Test
    void everySecretCanComeFromAFile() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ABS_BASE_URL", "http://abs");
        write(environment, "ABS_TOKEN", "from-file\n");
        write(environment, "AUDIBLE_AUTH_PASSWORD", " pass word \r\n");
        write(environment, "HTTP_SERVER_TOKEN", "http");
        write(environment, "ABS_EXTRA_HEADERS", "A: 1\nB: 2\n");
        write(
                environment,
                "AUDIBLE_AUTH_JSON_B64",
                Base64.getMimeEncoder().encodeToString(new byte[100]) + "\n");

        Settings settings = SettingsLoader.load(environment, folder);

        assertThat(settings.audiobookshelf().token()).isEqualTo(Secret.of("from-file"));
        assertThat(settings.audible().sessionPassword()).contains(Secret.of(" pass word "));
        assertThat(settings.httpServer().token()).contains(Secret.of("http"));
        assertThat(settings.audiobookshelf().extraHeaders()).hasSize(2);
        assertThat(settings.audible().sessionContent().orElseThrow().reveal())
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[100]));
    }

    @Test
    void anEmptySecretFileIsAMistake() throws IOException {
        Files.writeString(folder.resolve("empty"), " \n");

        assertThat(refuse(Map.of("HTTP_SERVER_TOKEN_FILE", "empty")).problems())
                .containsExactly(
                        "HTTP_SERVER_TOKEN_FILE='empty' is an empty file; write the secret into"
                                + " it.");
    }

    @Test
    void aBlankVariableCountsAsUnset() {
        Settings settings =
                load(
                        Map.of(
                                "SYNC_INTERVAL_SECONDS",
                                " ",
                                "HTTP_SERVER_TOKEN_FILE",
                                "",
                                "SYNC_X",
                                ""));

        assertThat(settings.sync().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aNameThatOnlySharesAPrefixIsAWarningWithoutItsValue() {
        Settings settings = load(Map.of("AUDIBLE_DEVICE_NICKNAME", "hidden", "PATH", "/bin"));

        assertThat(settings.warnings())
                .containsExactly(
                        "AUDIBLE_DEVICE_NICKNAME is no setting of this version and is ignored;"
                                + " remove it, or look for its name in the settings' reference.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABS_USER_ID|the listener is the one whose key or token ABS_TOKEN is",
                "AUDIBLE_MARKETPLACE|the marketplace is that of AUDIBLE_LOCALE, else the session"
                        + " file's",
                "DEEP_SCAN_MAX_IN_PROGRESS|every book takes its turn, and"
                        + " AUDIBLE_REQUESTS_PER_CYCLE is the limit",
                "PERSIST_ENABLED|the state is always kept, in STATE_PATH",
            })
    void aSettingThatOnlyTheOlderDaemonHadIsAWarning(String name, String instead) {
        assertThat(load(Map.of(name, "hidden")).warnings())
                .containsExactly(
                        name
                                + " is a setting of the older daemon and is ignored: "
                                + instead
                                + ". Remove it.");
        assertThat(AccountSettings.load(Map.of(name, "hidden"), folder).audible().locale())
                .isEqualTo("us");
    }

    @Test
    void theVariablesThatKubernetesSetsForAServiceAreNoMistake() {
        Settings settings =
                load(
                        Map.of(
                                "AUDIBLE_ABS_SYNC_SERVICE_HOST", "10.0.0.1",
                                "AUDIBLE_ABS_SYNC_SERVICE_PORT_HTTP", "8080",
                                "ABS_PORT_80_TCP_ADDR", "10.0.0.2"));

        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void warnsOfImpatienceAnOpenServerAndTwoSessions() {
        Settings settings =
                load(
                        Map.of(
                                "SYNC_INTERVAL_SECONDS", "29",
                                "HTTP_SERVER_ENABLED", "true",
                                "AUDIBLE_AUTH_JSON_B64", "e30=",
                                "AUDIBLE_AUTH_JSON_PATH", "s.json"));

        assertThat(settings.warnings())
                .containsExactly(
                        "SYNC_INTERVAL_SECONDS=29 asks Audible very often, which may slow the"
                                + " account down; write 30 or more.",
                        "HTTP_SERVER_TOKEN is not set: whoever reaches the port can read the"
                            + " status, and every request that changes something is answered 403;"
                            + " set a token.",
                        "AUDIBLE_AUTH_JSON_PATH is ignored because the session comes from"
                                + " AUDIBLE_AUTH_JSON_B64; remove one of them.");
        assertThat(load(Map.of("SYNC_INTERVAL_SECONDS", "30")).warnings()).isEmpty();
    }

    @Test
    void propertiesHoldEverySettingWithAValueAndNoSecret() {
        Settings settings =
                load(
                        Map.of(
                                "HTTP_SERVER_TOKEN", "hidden-1",
                                "AUDIBLE_AUTH_PASSWORD", "hidden-2",
                                "ABS_EXTRA_HEADERS", "X: hidden-3",
                                "SYNC_COOLDOWN_SECONDS", "007"));

        assertThat(settings.asProperties())
                .containsEntry("SYNC_INTERVAL_SECONDS", "120")
                .containsEntry("SYNC_COOLDOWN_SECONDS", "7")
                .containsEntry("ABS_BASE_URL", "http://abs:13378/shelf")
                .doesNotContainKeys("ABS_TOKEN", "HTTP_SERVER_TOKEN", "AUDIBLE_API_URL");
        assertThat(settings.toString()).doesNotContain("hidden").doesNotContain(TOKEN);
    }

    private void write(Map<String, String> environment, String name, String content)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        environment.put(name + "_FILE", file.toString());
    }

    private InvalidSettings refuse(Map<String, String> more) {
        return catchThrowableOfType(InvalidSettings.class, () -> load(more));
    }

    private Settings load(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ABS_BASE_URL", "http://abs:13378/shelf/");
        environment.put("ABS_TOKEN", TOKEN);
        environment.putAll(more);
        return SettingsLoader.load(environment, folder);
    }
}
