package io.github.audibleabssync.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.PasteProblem;
import io.github.audibleabssync.audible.SessionFile;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code login} in this process, against a practice Audible that knows no device yet. */
class LoginTest {

    private static final String PASSWORD = "a very secret password";

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private Person person;
    private Path file;
    private final StringBuilder said = new StringBuilder();

    @BeforeEach
    void start() {
        audible.start();
        audible.knowDevice(false);
        file = folder.resolve("audible_session.json");
        person = new Person(folder);
        person.environment.put("AUDIBLE_AUTH_JSON_PATH", file.toString());
        person.environment.put("AUDIBLE_API_URL", audible.url());
        person.environment.put("AUDIBLE_AUTH_URL", audible.url());
    }

    @AfterEach
    void nothingSecretWasSaid() throws IOException {
        audible.close();
        said.append(person.out()).append(person.err());
        assertThat(said.toString())
                .doesNotContain("Atna|", "Atnr|", "{enc:", "BEGIN RSA", "authorization_code=")
                .doesNotContain("\tat ", "Exception", PASSWORD, "AN+practice", "AN%2Bpractice");
        for (JsonNode body : registrations()) {
            assertThat(said.toString())
                    .doesNotContain(body.path("auth_data").path("code_verifier").asText());
        }
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.toString().contains(".new-")).toList();
        }
    }

    private List<JsonNode> registrations() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Stream<LoggedRequest> all =
                audible.log().all().stream().filter(one -> one.path().equals("/auth/register"));
        return all.map(LoggedRequest::body)
                .map(
                        body -> {
                            try {
                                return json.readTree(body);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                .toList();
    }

    private ExitCode login(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("login"), Stream.of(options)).toArray(String[]::new);
        return person.runs(arguments);
    }

    private AudibleSession session(Optional<String> password) throws IOException {
        return SessionFile.read(Files.readAllBytes(file), password);
    }

    @Test
    void aNewUserIsSignedInAndToldWhatComesNext() throws IOException {
        // when
        ExitCode code = person.types(audible::signIn).runs("login");

        // then
        assertThat(code).as(person.err()).isEqualTo(ExitCode.OK);
        assertThat(person.err()).isEmpty();
        assertThat(person.link()).startsWith("https://www.amazon.com/ap/signin?");
        assertThat(person.out())
                .contains("\"page not found\": that is the success")
                .contains(
                        "as \"Paula's Audible for iPhone\"",
                        "seven or eight",
                        "audible-abs-sync run")
                .contains(
                        "The session is in "
                                + file
                                + ", readable for its owner only, not encrypted");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(session(Optional.empty()).signing()).isPresent();
        assertThat(session(Optional.empty()).marketplace()).contains(Marketplace.US);
        assertThat(audible.signedInDevices()).isEqualTo(1);
    }

    @Test
    void withAPasswordTheFileIsEncrypted() throws IOException {
        person.environment.put("AUDIBLE_AUTH_PASSWORD", PASSWORD);

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);

        assertThat(person.out()).contains("encrypted with AUDIBLE_AUTH_PASSWORD");
        assertThat(Files.readString(file)).doesNotContain("adp_token", "Atna|", "Paula");
        assertThat(session(Optional.of(PASSWORD)).signing()).isPresent();
    }

    @Test
    void theShopIsThatOfTheOptionThenThatOfTheSettings() throws IOException {
        person.environment.put("AUDIBLE_LOCALE", "uk");
        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);
        assertThat(person.link()).startsWith("https://www.amazon.co.uk/ap/signin?");
        assertThat(person.out()).doesNotContain("would win");

        person.types(audible::signIn);
        assertThat(login("--locale", "DE", "--force")).isEqualTo(ExitCode.OK);
        assertThat(person.link()).startsWith("https://www.amazon.de/ap/signin?");
        assertThat(person.out()).contains("AUDIBLE_LOCALE is 'uk' and would win", "set it to 'de'");
        assertThat(session(Optional.empty()).marketplace()).contains(Marketplace.DE);
    }

    @Test
    void anAccountWithAUserNameSignsInAtAudible() throws IOException {
        person.types(audible::signIn);

        assertThat(login("--locale", "de", "--with-username")).isEqualTo(ExitCode.OK);

        assertThat(person.link()).startsWith("https://www.audible.de/ap/signin?");
        assertThat(person.out()).contains("(https://www.audible.de/ap/maplanding?");
        assertThat(session(Optional.empty()).preAmazon()).isTrue();
    }

    @Test
    void whereNoUserNamesExistTheyAreRefusedAtOnce() {
        assertThat(login("--locale", "fr", "--with-username")).isEqualTo(ExitCode.USAGE);
        assertThat(person.err()).contains("not at 'fr'");
        assertThat(person.out()).isEmpty();
    }

    @Test
    void anUnknownShopIsAWrongCommandLine() {
        assertThat(login("--locale", "gb")).isEqualTo(ExitCode.USAGE);
        assertThat(person.err()).contains("'gb' is no marketplace; write one of us uk de");
    }

    @Test
    void atATerminalAWrongPasteCanBeMended() {
        person.atATerminal().types("").types("https://www.audible.com/").types(audible::signIn);

        assertThat(login()).isEqualTo(ExitCode.OK);

        assertThat(person.err()).contains("Nothing was pasted", "browser's history");
        assertThat(person.out()).contains("Try again (2 left)", "Try again (1 left)");
    }

    @Test
    void afterThreeWrongPastesItEnds() throws IOException {
        person.atATerminal().types("one").types("two").types("three").types(audible::signIn);

        assertThat(login()).isEqualTo(ExitCode.FAILED);

        assertThat(person.err().lines().filter(line -> line.startsWith("That is no web address")))
                .hasSize(3);
        assertThat(registrations()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutATerminalThereIsOneTry() throws IOException {
        person.types("https://www.amazon.com/ap/signin").types(audible::signIn);

        assertThat(login()).isEqualTo(ExitCode.FAILED);

        assertThat(person.err()).contains("the sign-in is not finished");
        assertThat(person.out()).doesNotContain("Try again");
        assertThat(registrations()).isEmpty();
    }

    @Test
    void anEmptyLineAndTheEndOfTheInputAreDifferentThings() {
        assertThat(person.types("").runs("login")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains(PasteProblem.NOTHING.message());
        said.append(person.out());

        assertThat(login()).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("Nothing could be read from standard input");
    }

    @Test
    void theAddressOfAnotherLinkIsRefusedByAmazon() {
        // given
        String earlier = audible.signIn(linkOfAnotherSignIn());

        // when, then
        assertThat(person.types(earlier).runs("login")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("status 400, InvalidToken", "Begin again");
        assertThat(file).doesNotExist();
    }

    private String linkOfAnotherSignIn() {
        Person other = new Person(folder);
        other.environment.putAll(person.environment);
        assertThat(other.types("").runs("login")).isEqualTo(ExitCode.FAILED);
        return other.link();
    }

    @Test
    void aCodeIsGoodOnce() throws IOException {
        // given a sign-in whose answer was lost, so that its code is used up
        audible.faults().next(1, Faults.on("POST", "/auth/register"), Fault.loseAnswer());
        String[] address = new String[1];
        person.types(link -> address[0] = audible.signIn(link));
        assertThat(login()).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("Perhaps a device was registered all the same");
        said.append(person.out());

        // when, then
        assertThat(person.types(address[0]).runs("login")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("InvalidToken");
        assertThat(registrations()).hasSize(2);
    }

    static Stream<Arguments> failures() {
        String credential =
                "{\"response\":{\"error\":{\"code\":\"CredentialError\",\"message\":\"x\"}}}";
        return Stream.of(
                Arguments.of(Fault.status(401, credential), "begin again with --with-username"),
                Arguments.of(Fault.status(500), "Amazon's sign-in service failed (status 500)"),
                Arguments.of(Fault.status(429), "Wait an hour"),
                Arguments.of(Fault.htmlPage(), "is not Amazon's (status 200)"),
                Arguments.of(Fault.malformedJson(), "is not Amazon's (status 200)"),
                Arguments.of(Fault.closeWithoutAnswer(), "Perhaps a device was registered"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAmazonAnswersInsteadIsTold(Fault fault, String message) {
        audible.faults().next(1, Faults.on("POST", "/auth/register"), fault);

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.FAILED);

        assertThat(person.err()).contains(message);
        assertThat(file).doesNotExist();
    }

    @Test
    void anAmazonThatCannotBeReachedIsTold() {
        person.types(
                link -> {
                    String address = audible.signIn(link);
                    audible.stop();
                    return address;
                });

        assertThat(login()).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("cannot be reached (" + audible.url(), "HTTPS_PROXY");
    }

    @Test
    void theProxyOfTheEnvironmentIsUsed() {
        person.environment.put("AUDIBLE_AUTH_URL", "http://auth.invalid");
        person.environment.put("HTTP_PROXY", audible.url());

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.FAILED);

        assertThat(audible.log().all())
                .extracting(LoggedRequest::path)
                .containsExactly("http://auth.invalid/auth/register");
    }

    @Test
    void anAmazonThatIsSilentIsNotWaitedForLongerThanTheSettingsSay() {
        person.environment.put("REQUEST_TIMEOUT_SECONDS", "1");
        audible.faults().next(1, Faults.on("POST", "/auth/register"), Fault.hang());

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.FAILED);

        assertThat(person.err()).contains("did not answer (" + audible.url());
    }

    @Test
    void aSessionThatWorksStays() throws IOException {
        audible.knowDevice(true);
        PracticeAccount.write(file, audible.session());
        String before = Files.readString(file);

        assertThat(login()).isEqualTo(ExitCode.REFUSED);

        assertThat(person.err()).contains(file + " has a session that works", "login --force");
        assertThat(person.out()).isEmpty();
        assertThat(file).hasContent(before.stripTrailing());
    }

    @Test
    void aTokenOnlySessionThatWorksStaysToo() throws IOException {
        audible.knowDevice(true);
        PracticeAccount.write(file, audible.tokenOnlySession());

        assertThat(login()).isEqualTo(ExitCode.REFUSED);
        assertThat(person.err()).contains("has a session that works");
    }

    @Test
    void withForceItGoesAndTheOldDeviceIsMentioned() throws IOException {
        audible.knowDevice(true);
        PracticeAccount.write(file, audible.session());
        person.types(audible::signIn);

        assertThat(login("--force")).isEqualTo(ExitCode.OK);

        assertThat(person.out()).contains("may still be in your account");
        assertThat(Files.readString(file)).contains("Paula's Audible for iPhone");
    }

    @Test
    void aSessionThatIsRefusedForAWrongClockStays() throws IOException {
        PracticeAccount.write(file, audible.session());
        String before = Files.readString(file);
        audible.skewClock(Duration.ofMinutes(125));

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.REFUSED);

        assertThat(person.err())
                .contains("This machine's clock is 2 h ", " behind Audible's", "it is kept")
                .contains("Set the clock right");
        assertThat(registrations()).isEmpty();
        assertThat(file).hasContent(before.stripTrailing());
    }

    @Test
    void aRejectedSessionIsReplaced() {
        PracticeAccount.write(file, audible.session());

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);
        assertThat(person.out()).startsWith("Audible rejects the session in " + file);
    }

    @Test
    void aRejectedTokenOnlySessionIsReplaced() {
        PracticeAccount.write(file, audible.tokenOnlySession());

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);
        assertThat(person.out()).startsWith("Audible rejects the session in " + file);
    }

    @ParameterizedTest
    @CsvSource({"''", "'{\"locale_code\": \"us\"}'", "'{\"adp_token\": \"half'"})
    void aDamagedSessionIsReplaced(String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);

        assertThat(person.out()).startsWith("The session file " + file + " cannot be used");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({"false, ''", "true, --force"})
    void aSessionThatSomebodyElseWroteMeanwhileStaysAndNoDeviceIsRegistered(
            boolean there, String option) throws IOException {
        String theirs = audible.session();
        if (there) {
            PracticeAccount.write(file, audible.tokenOnlySession());
        }
        person.types(
                link -> {
                    String address = audible.signIn(link);
                    PracticeAccount.write(file, theirs);
                    return address;
                });

        assertThat(option.isEmpty() ? login() : login(option)).isEqualTo(ExitCode.REFUSED);

        assertThat(person.err()).contains(file + " has changed since this command began");
        assertThat(registrations()).isEmpty();
        assertThat(file).content().isEqualToIgnoringNewLines(theirs);
    }

    static Stream<Arguments> repairable() {
        return Stream.of(
                Arguments.of("\ufeff%s", "us", "a byte order mark"),
                Arguments.of("%s", "atlantis", "its locale_code is none that Audible has"));
    }

    @ParameterizedTest
    @MethodSource("repairable")
    void aSessionThatCanBeRepairedStays(String frame, String locale, String message)
            throws IOException {
        audible.knowDevice(true);
        String content =
                frame.formatted(
                        audible.session()
                                .replaceAll(
                                        "\"locale_code\" *: *\"us\"",
                                        "\"locale_code\": \"" + locale + "\""));
        PracticeAccount.write(file, content);

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.REFUSED);

        assertThat(person.err()).contains(message, "Nothing was replaced", "login --force");
        assertThat(registrations()).isEmpty();
        assertThat(file).hasContent(content);
    }

    @Test
    void aFileThatCannotBeReadStays() throws IOException {
        // given a file that is there, and that not even root can read from its beginning
        person.environment.put("AUDIBLE_AUTH_JSON_PATH", "/proc/self/mem");

        // when, then
        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.REFUSED);
        assertThat(person.err())
                .contains("The Audible session file /proc/self/mem cannot be read")
                .contains("Nothing was replaced");
        assertThat(registrations()).isEmpty();
    }

    @Test
    void aFileThatAnotherPasswordMayOpenStays() throws IOException {
        // given
        person.environment.put("AUDIBLE_AUTH_PASSWORD", PASSWORD);
        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);
        said.append(person.out());
        byte[] before = Files.readAllBytes(file);
        person.environment.put("AUDIBLE_AUTH_PASSWORD", "another one");

        // when, then
        assertThat(login()).isEqualTo(ExitCode.REFUSED);
        assertThat(person.err()).contains("does not open with AUDIBLE_AUTH_PASSWORD");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aSessionStaysWhileNobodyCanSayWhetherItWorks() {
        PracticeAccount.write(file, audible.session());
        audible.stop();

        assertThat(login()).isEqualTo(ExitCode.REFUSED);
        assertThat(person.err()).contains("is not known, for Audible does not say");
    }

    @Test
    void aFolderThatIsNotThereIsFoundBeforeADeviceIsRegistered() throws IOException {
        person.environment.put("AUDIBLE_AUTH_JSON_PATH", folder.resolve("none/s.json").toString());

        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(person.err()).contains("its folder does not exist");
        assertThat(person.out()).isEmpty();
        assertThat(registrations()).isEmpty();
    }

    @Test
    void whileTheSessionIsASettingAFileWouldBeIgnored() {
        person.environment.put(
                "AUDIBLE_AUTH_JSON_B64",
                Base64.getEncoder()
                        .encodeToString(audible.session().getBytes(StandardCharsets.UTF_8)));
        assertThat(login()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(person.err()).contains("AUDIBLE_AUTH_JSON_B64", "--file");

        person.types(audible::signIn);
        assertThat(login("--file", "other.json")).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("other.json")).exists();
        assertThat(file).doesNotExist();
    }

    @Test
    void onlyTheAccountsSettingsHaveToBeRight() {
        person.environment.put("SYNC_INTERVAL_SECONDS", "never");
        person.environment.put("AUDIBLE_LOCALE", "atlantis");
        person.environment.put("AUDIBLE_AUTH_PASWORD", PASSWORD);

        assertThat(login()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(person.err())
                .contains("AUDIBLE_LOCALE='atlantis'", "write AUDIBLE_AUTH_PASSWORD")
                .doesNotContain("SYNC_INTERVAL_SECONDS", "ABS_BASE_URL");
    }

    @Test
    void anAddressOnTheCommandLineIsRefusedAndNotRepeated() throws IOException {
        String address = audible.signIn(linkOfAnotherSignIn());

        assertThat(login(address)).isEqualTo(ExitCode.USAGE);

        assertThat(person.err()).contains("takes no address as an argument");
        assertThat(registrations()).isEmpty();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(login("--help")).isEqualTo(ExitCode.OK);
        assertThat(person.out())
                .contains("--locale", "--with-username", "--force", "--file", "standard input");
    }
}
