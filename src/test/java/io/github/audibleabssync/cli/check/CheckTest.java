package io.github.audibleabssync.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.cli.Console;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.FinishSetting;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeItem;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeShelfLibrary;
import io.github.audibleabssync.practice.PracticeTitle;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code check} on the command line, against the practice servers: once when all is well, and for each thing that can be wrong. */
class CheckTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration RUNTIME = Duration.ofHours(10);

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    private final Map<String, String> environment = new HashMap<>();
    private Path session = Path.of("");

    @BeforeEach
    void start() throws IOException {
        audible.start();
        audiobookshelf.start();
        Path data = Files.createDirectory(folder.resolve("data"));
        session = data.resolve("session.json");
        Files.writeString(session, audible.session());
        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rw-------"));
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", audiobookshelf.makeApiKey("sync", Optional.empty()),
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", session.toString(),
                        "STATE_PATH", state().toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString()));
    }

    @AfterEach
    void stop() {
        audible.close();
        audiobookshelf.close();
    }

    private Path state() {
        return folder.resolve("data/state.db");
    }

    private CheckTest with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs it, and holds what it must never do against what it did. */
    private String check(ExitCode code, String... options) throws IOException {
        Map<String, String> before = files();
        Console console = new Console(environment, folder, CLOCK);
        String[] arguments =
                Stream.concat(Stream.of("check"), Stream.of(options)).toArray(String[]::new);
        ExitCode ended = console.execute(arguments);
        String said = console.out() + console.err();
        assertThat(ended).as(said).isEqualTo(code);
        assertThat(console.err()).isEmpty();
        assertThat(said).doesNotContain("Exception", "\tat ");
        assertThat(files()).as("check writes nothing").isEqualTo(before);
        assertThat(Stream.of(audible, audiobookshelf).flatMap(one -> one.log().all().stream()))
                .noneMatch(LoggedRequest::writes);
        assertThat(audible.licenceRequests()).isZero();
        assertNoSecretIn(said);
        return unwrapped(console.out());
    }

    /** Lines of any length are easier to look for. */
    private static String unwrapped(String table) {
        return table.replaceAll("\n {25,}", " ");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        file.toString(),
                        Files.getLastModifiedTime(file)
                                + new String(
                                        Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private void assertNoSecretIn(String said) throws IOException {
        JsonNode keys = new ObjectMapper().readTree(audible.session());
        Stream.of("adp_token", "access_token", "refresh_token", "device_private_key")
                .map(key -> keys.path(key).asText())
                .filter(secret -> !secret.isEmpty())
                .forEach(secret -> assertThat(said).doesNotContain(secret));
        assertThat(said)
                .doesNotContain(
                        environment.getOrDefault("ABS_TOKEN", "no token is set"),
                        PracticeAudiobookshelf.LEGACY_TOKEN);
    }

    private PracticeBook bookOnBothSides() {
        return library.book(RUNTIME);
    }

    /** A line of the table. */
    private static String line(String level, String topic, String text) {
        return "%-8s %-15s %s".formatted(level, topic, text);
    }

    @Test
    void whereAllIsWellEachLineSaysSoAndTheExitCodeIsZero() throws IOException {
        bookOnBothSides();

        String table = check(ExitCode.OK);

        assertThat(table)
                .contains(
                        line("ok", "settings", "all are right"),
                        line("ok", "data folder", folder.resolve("data") + " can be written by"),
                        line("ok", "state", "none yet: the first start makes " + state()),
                        line("ok", "routes", "12 files at "),
                        line("ok", "http server", "off"),
                        line("ok", "session file", session + ": not encrypted, signs its requests"),
                        line("ok", "audible", audible.url() + " accepts the session"),
                        line("ok", "marketplace", "'us', with 1 titles in the library"),
                        line("ok", "audiobookshelf", "answers at " + audiobookshelf.url()),
                        line("ok", "version", "2.36.0"),
                        line(
                                "ok",
                                "token",
                                "API key 'sync' of user 'listener' (user), never expires; progress"
                                        + " on 0 items"),
                        line("ok", "libraries", "1 with books: Books"),
                        line(
                                "ok",
                                "books",
                                "1 are on both sides, of 1 on Audible and 1 on Audiobookshelf"),
                        line("ok", "clocks", "The clock of Audible goes with this machine's"),
                        line("ok", "clocks", "The clock of Audiobookshelf goes with this"))
                .endsWith("All is well.\n");
    }

    @Test
    void asJsonItSaysTheSame() throws IOException {
        bookOnBothSides();

        JsonNode json = new ObjectMapper().readTree(check(ExitCode.OK, "--json"));

        assertThat(json.path("result").asText()).isEqualTo("ok");
        assertThat(json.path("lines"))
                .filteredOn(one -> one.path("topic").asText().equals("token"))
                .singleElement()
                .matches(one -> one.path("level").asText().equals("ok"))
                .matches(one -> one.path("text").asText().startsWith("API key 'sync'"));
    }

    @Test
    void everyWrongSettingIsALineAndTheOtherSideIsCheckedAllTheSame() throws IOException {
        environment.remove("ABS_TOKEN");
        with("SYNC_TOLERANCE_SECONDS", "many").with("SYNC_INTERVALL_SECONDS", "60");

        String table = check(ExitCode.USAGE);

        assertThat(table)
                .contains(
                        line("error", "settings", "ABS_TOKEN or ABS_TOKEN_FILE is not set"),
                        line("error", "settings", "SYNC_TOLERANCE_SECONDS='many'"),
                        "SYNC_INTERVALL_SECONDS",
                        line("ok", "audible", audible.url()),
                        line(
                                "-",
                                "token",
                                "not checked, because the settings for it are missing or wrong"))
                .contains("3 errors, 1 warnings: begin with the first.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABS_BASE_URL=ftp://books", "ABS_TOKEN=a b", "ABS_TOKEN_FILE="})
    void aWrongLineOfSettingsPropertiesIsALineAndNoCrash(String wrong) throws IOException {
        String name = wrong.substring(0, wrong.indexOf('='));
        environment.remove(name.replace("_FILE", ""));
        Path file = folder.resolve("data/settings.properties");
        Files.writeString(file, wrong + (wrong.endsWith("=") ? "no\0file" : "") + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "settings", file + ", line 1: " + name))
                .contains("1 errors", line("ok", "audible", audible.url()))
                .contains(line("-", "audiobookshelf", "not checked, because the settings for it"));
    }

    @Test
    void aWrongAddressOfAudibleInSettingsPropertiesIsNotReplacedByTheUsualOne() throws IOException {
        environment.remove("AUDIBLE_API_URL");
        Path file = folder.resolve("data/settings.properties");
        Files.writeString(file, "AUDIBLE_API_URL=nowhere\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "settings", file + ", line 1: AUDIBLE_API_URL"))
                .contains(line("-", "audible", "not checked, because the settings for it"));
    }

    @Test
    void aProxyWithAnUnderscoreInItsNameIsUsed() throws IOException {
        with("HTTP_PROXY", "http://my_proxy:3128");

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "audible", "Audible cannot be reached ("), "my_proxy")
                .contains(line("error", "audiobookshelf", "Nothing answers at ABS_BASE_URL"));
    }

    @Test
    void aProxyVariableThatIsNoAddressIsNamed() throws IOException {
        with("HTTP_PROXY", "http://user:hidden@a proxy");

        assertThat(check(ExitCode.USAGE))
                .contains(
                        "The variable HTTP_PROXY is no address of a proxy; write http://host:port")
                .doesNotContain("hidden");
    }

    @Test
    void whatNobodyExpectedIsAnErrorAndNoWarning() {
        Clock broken =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        throw new IllegalStateException("the clock has stopped");
                    }
                };
        Console console = new Console(environment, folder, broken);

        assertThat(console.execute("check")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err())
                .contains("Something unexpected happened", "the clock has stopped");
    }

    @Test
    void routesThatWereNotTriedAreNotCalledWell() throws IOException {
        with("SYNC_TOLERANCE_SECONDS", "many");

        assertThat(check(ExitCode.USAGE))
                .contains(line("-", "routes", "not checked, because the settings for it"));
    }

    @Test
    void anOddSettingIsAWarningAndTheExitCodeIsOne() throws IOException {
        bookOnBothSides();
        with("SYNC_INTERVAL_SECONDS", "5");

        assertThat(check(ExitCode.FAILED))
                .contains(line("warning", "settings", "SYNC_INTERVAL_SECONDS=5 asks Audible"))
                .endsWith("1 warnings, no error.\n");
    }

    @Test
    void aDataFolderThatIsNotThereIsAnError() throws IOException {
        with("STATE_PATH", folder.resolve("nowhere/state.db").toString());

        assertThat(check(ExitCode.USAGE))
                .contains(
                        line(
                                "error",
                                "data folder",
                                "The folder %s does not exist."
                                        .formatted(folder.resolve("nowhere"))),
                        "-> Make it, mount it, or correct STATE_PATH.",
                        line("-", "state", "not checked, because its folder does not exist"),
                        "1 errors, 2 warnings");
    }

    @Test
    void aDamagedStateIsAnErrorAndLeftUntouched() throws IOException {
        Files.writeString(state(), "this is no database at all, whatever else it may be");

        assertThat(check(ExitCode.USAGE)).contains(line("error", "state", "The state file is dam"));
    }

    @Test
    void aStateAfterAnUncleanEndIsLookedAtWithoutTouchingIt() throws IOException {
        bookOnBothSides();
        StateFile.open(state(), CLOCK, "test").close();
        Files.write(state().resolveSibling("state.db-wal"), new byte[100]);

        assertThat(check(ExitCode.OK)).contains(line("ok", "state", state() + " is in good order"));
    }

    @Test
    void besideARunningDaemonItWorksAsWell() throws IOException {
        bookOnBothSides();
        try (StateFile running = StateFile.open(state(), CLOCK, "test")) {
            assertThat(running.warnings()).isEmpty();

            assertThat(check(ExitCode.OK))
                    .contains(line("ok", "state", "a daemon runs on " + state()));
        }
    }

    @Test
    void routesThatAreNotThereAreAnError() throws IOException {
        with("ROUTES_PATH", folder.resolve("none/*.camel.yaml").toString());

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "routes", "There are no routes at ROUTES_PATH"));
    }

    @Test
    void aMissingSessionIsAnErrorThatNamesLogin() throws IOException {
        Files.delete(session);

        assertThat(check(ExitCode.USAGE))
                .contains("There is no Audible session file at " + session)
                .contains("audible-abs-sync login")
                .contains(line("-", "audible", "not checked, because the session file cannot"))
                .contains(line("-", "books", "not checked, because not both sides could be read"))
                .contains(line("ok", "token", "API key"));
    }

    @Test
    void aFolderWhereTheSessionShouldBeIsCalledSo() throws IOException {
        Files.delete(session);
        Files.createDirectory(session);

        assertThat(check(ExitCode.USAGE))
                .contains(session + " is a folder. Remove it (a container engine makes a folder");
    }

    @Test
    void aDamagedSessionIsAnError() throws IOException {
        Files.writeString(session, audible.session().substring(0, 300));

        assertThat(check(ExitCode.USAGE))
                .contains("the file is damaged or was cut off", "audible-abs-sync login");
    }

    @Test
    void aSessionThatOthersCouldReadIsMadePrivateAndAWarning() throws IOException {
        bookOnBothSides();
        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(check(ExitCode.FAILED))
                .contains(line("warning", "session file", session.toString()))
                .contains("(rw-r--r--)", "-> If others use this machine, sign out and in again");
        assertThat(Files.getPosixFilePermissions(session))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSessionThatAudibleRejectsIsAnErrorThatNamesLogin() throws IOException {
        audible.knowDevice(false);

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "audible", "Audible (" + audible.url() + ") rejects"))
                .contains("audible-abs-sync login", "this machine's clock is right")
                .contains(line("-", "marketplace", "not checked, because Audible did not accept"));
    }

    @Test
    void aTokenOnlySessionIsAcceptedToo() throws IOException {
        bookOnBothSides();
        Files.writeString(session, audible.tokenOnlySession());
        audible.expireTokens();

        Console console = new Console(environment, folder, CLOCK);

        assertThat(console.execute("check")).as(console.out()).isEqualTo(ExitCode.OK);
        assertThat(unwrapped(console.out()))
                .contains("has no signing key, and fetches a token each hour");
    }

    @Test
    void anAudibleThatIsNotThereIsAnError() throws IOException {
        with("AUDIBLE_API_URL", deadAddress());

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "audible", "Audible cannot be reached ("))
                .contains("HTTPS_PROXY");
    }

    @Test
    void anotherMarketplaceThanTheSessionsIsAWarning() throws IOException {
        bookOnBothSides();
        with("AUDIBLE_LOCALE", "de");

        assertThat(check(ExitCode.FAILED))
                .contains(
                        line(
                                "warning",
                                "marketplace",
                                "AUDIBLE_LOCALE is 'de', and the session was made for 'us'"));
    }

    @Test
    void anEmptyLibraryIsAWarningThatNamesTheMarketplaces() throws IOException {
        library.onAudiobookshelfOnly(1);

        assertThat(check(ExitCode.FAILED))
                .contains(
                        line(
                                "warning",
                                "marketplace",
                                "The Audible library of this account is empty at 'us'."))
                .contains("us uk de fr ca it au in jp es br");
    }

    @Test
    void anAudiobookshelfThatIsNotThereIsAnErrorThatSpeaksOfLocalhost() throws IOException {
        with("ABS_BASE_URL", deadAddress());

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "audiobookshelf", "Nothing answers at ABS_BASE_URL"))
                .contains("'localhost' is the container itself")
                .contains(line("-", "token", "not checked, because Audiobookshelf did not answer"));
    }

    @Test
    void anotherServerAtTheAddressNeverSeesTheToken() throws IOException {
        with("ABS_BASE_URL", audible.url());

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "audiobookshelf", "What answers at ABS_BASE_URL"));
        assertThat(audible.log().all())
                .filteredOn(request -> request.path().equals("/status"))
                .hasSize(1);
        assertThat(audible.log().all()).noneMatch(request -> request.path().startsWith("/api/"));
    }

    @Test
    void aFileThatHoldsNoCertificateIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        with("EXTRA_CA_FILE", file.toString());

        assertThat(check(ExitCode.USAGE))
                .contains("error    audiobookshelf  ", "EXTRA_CA_FILE")
                .contains(line("-", "books", "not checked, because not both sides could be read"));
    }

    @Test
    void aServerThatWasNeverSetUpIsAnError() throws IOException {
        audiobookshelf.withFirstUser(false);

        assertThat(check(ExitCode.USAGE)).contains("it has no user yet");
    }

    @Test
    void aVersionThatNobodyTriedIsAWarningAndOneThatCannotWorkAnError() throws IOException {
        bookOnBothSides();
        audiobookshelf.withVersion("2.25.1");
        assertThat(check(ExitCode.FAILED))
                .contains(line("warning", "version", "2.25.1 is older than 2.26.0"));

        audiobookshelf.withVersion("2.12.3");
        assertThat(check(ExitCode.USAGE)).contains(line("error", "version", "2.12.3 is too old"));

        audiobookshelf.withVersion("3.0.0");
        assertThat(check(ExitCode.OK)).contains(line("ok", "version", "3.0.0; the newest"));

        audiobookshelf.withVersion("");
        assertThat(check(ExitCode.FAILED)).contains("does not tell its version");

        audiobookshelf.asVersion226();
        assertThat(check(ExitCode.OK)).contains(line("ok", "version", "2.26.0\n"));
    }

    @Test
    void aWrongTokenIsAnError() throws IOException {
        with("ABS_TOKEN", "not-the-token-of-anybody");

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "token", "Audiobookshelf rejected the API key"))
                .contains(
                        line("-", "libraries", "not checked, because Audiobookshelf did not acc"));
    }

    @Test
    void anExpiredTokenIsCalledSo() throws IOException {
        Instant end = CLOCK.instant().minus(Duration.ofDays(2));
        with("ABS_TOKEN", audiobookshelf.makeApiKey("sync", Optional.of(end)));

        assertThat(check(ExitCode.USAGE))
                .contains(
                        line(
                                "error",
                                "token",
                                "ABS_TOKEN expired on " + end.toString().substring(0, 10)));
    }

    @Test
    void aTokenThatExpiresSoonIsAWarning() throws IOException {
        bookOnBothSides();
        Instant end = CLOCK.instant().plus(Duration.ofDays(3));
        with("ABS_TOKEN", audiobookshelf.makeApiKey("sync", Optional.of(end)));

        assertThat(check(ExitCode.FAILED))
                .contains(
                        line("warning", "token", "The API key 'sync' of user 'listener' expires"));
    }

    @Test
    void theTokenOfASignInIsAWarningAndTheOlderKindIsFine() throws IOException {
        bookOnBothSides();
        Instant end = CLOCK.instant().plus(Duration.ofHours(1));
        with("ABS_TOKEN", audiobookshelf.makeAccessToken(end));
        assertThat(check(ExitCode.FAILED)).contains("is the token of user 'listener''s sign-in");

        with("ABS_TOKEN", audiobookshelf.makeUserToken());
        assertThat(check(ExitCode.OK))
                .contains("user token (the older kind) of user 'listener' (user), never expires");
    }

    @Test
    void aWrongLibraryIdIsAnErrorThatListsTheRightOnes() throws IOException {
        with("ABS_LIBRARY_ID", "no-such-library");

        assertThat(check(ExitCode.USAGE))
                .contains(line("error", "libraries", "ABS_LIBRARY_ID 'no-such-library' is no lib"))
                .contains("-> Remove it, or set it to one of: practice-books (Books).");
    }

    @Test
    void aChosenLibraryIsNamed() throws IOException {
        bookOnBothSides();
        audiobookshelf.add(
                new PracticeShelfLibrary("more-books", "More", false, FinishSetting.USUAL));
        assertThat(check(ExitCode.OK)).contains(line("ok", "libraries", "2 with books: "));

        with("ABS_LIBRARY_ID", PracticeAudiobookshelf.BOOKS);
        assertThat(check(ExitCode.OK)).contains(line("ok", "libraries", "only 'Books', as ABS_"));
    }

    @Test
    void booksThatDoNotMatchAreCountedByReasonWithExamples() throws IOException {
        PracticeBook twice = bookOnBothSides();
        library.duplicate(twice, RUNTIME);
        PracticeBook shorter =
                library.otherEdition(RUNTIME, List.of(), Duration.ofHours(7), List.of());
        library.onAudibleOnly(12);
        item("no-asin", "A Book of My Own", Optional.empty(), RUNTIME);
        item("other", "Somebody Else's", Optional.of("B0OTHER001"), RUNTIME);
        item("e-book", "Only to Read", Optional.empty(), Duration.ZERO);
        item("alike", "the PAPER harbour (unabridged)", Optional.empty(), RUNTIME);
        audible.add(
                PracticeTitle.book(new Asin("B0ALIKE001"), "The Paper Harbour: A Novel", RUNTIME));

        String table = check(ExitCode.FAILED);

        assertThat(table)
                .contains("2 are on both sides, of 15 on Audible and 7 on Audiobookshelf")
                .contains("1 books are on Audiobookshelf more than once")
                .contains(twice.title() + " (" + twice.asin() + ")")
                .contains("1 books have another length on each side.")
                .contains(
                        shorter.title()
                                + " ("
                                + shorter.asin()
                                + "): 10:00 h on Audible, 7:00 h on Audiobookshelf")
                .contains("1 items on Audiobookshelf have the title of one on Audible")
                .contains("the PAPER harbour (unabridged)")
                .contains("1 items on Audiobookshelf have no ASIN", "A Book of My Own")
                .contains("Somebody Else's (B0OTHER001)")
                .contains("1 items on Audiobookshelf have no audio", "Only to Read")
                .contains("13 titles on Audible are not on Audiobookshelf", "and 3 more");
    }

    private void item(String id, String title, Optional<String> asin, Duration runtime) {
        audiobookshelf.add(
                PracticeItem.book(
                        id, PracticeAudiobookshelf.BOOKS, title, asin.orElse(""), runtime));
    }

    @Test
    void noBookOnBothSidesIsAWarningThatSpeaksOfMatching() throws IOException {
        library.onAudibleOnly(1);
        library.onAudiobookshelfOnly(1);

        assertThat(check(ExitCode.FAILED))
                .contains(line("warning", "books", "None is on both sides"))
                .contains("Match Books");
    }

    @Test
    void progressOfTheUserIsCounted() throws IOException {
        PracticeBook book = bookOnBothSides();
        audiobookshelf.prepare(book.itemId(), new Place(Duration.ofHours(1)), CLOCK.instant());

        assertThat(check(ExitCode.OK)).contains("progress on 1 items");
    }

    @Test
    void aClockThatIsFarOffIsAWarningAndALittleOffIsNot() throws IOException {
        bookOnBothSides();
        audiobookshelf.skewClock(Duration.ofSeconds(70));
        assertThat(check(ExitCode.OK)).contains("ahead of this machine's, which is reckoned with");

        audiobookshelf.skewClock(Duration.ofMinutes(-7));
        assertThat(check(ExitCode.FAILED))
                .contains(line("warning", "clocks", "The clock of Audiobookshelf is "))
                .contains("behind this machine's");
    }

    @Test
    void aServerThatDoesNotTellItsTimeIsAWarning() throws IOException {
        bookOnBothSides();
        audiobookshelf.showDate(false);

        assertThat(check(ExitCode.FAILED)).contains("does not tell its time (no Date header)");
    }

    @Test
    void theHttpServerIsNamedWithItsPort() throws IOException {
        bookOnBothSides();
        with("HTTP_SERVER_ENABLED", "true").with("HTTP_SERVER_PORT", "18080");
        with("HTTP_SERVER_TOKEN", "a-long-and-secret-word");

        assertThat(check(ExitCode.OK))
                .contains(line("ok", "http server", "on, port 18080, with a"));
    }

    private static String deadAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}
