package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.state.StateFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Every wrong start: the exit code, one message that says what to do, no stack trace, no secret, no request. */
class RefusalTest {

    private static final String TOKEN = "very-secret-token";
    private static final String PASSWORD = "very-secret-password";
    private static final String SESSIONS = "/audible/vectors/auth-files/";

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        audible.start();
        audiobookshelf.start();
        Path session = PracticeAccount.write(folder.resolve("session.json"), audible.session());
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", session.toString(),
                        "STATE_PATH", folder.resolve("state.db").toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString()));
    }

    @AfterEach
    void nothingWasAsked() {
        audible.close();
        audiobookshelf.close();
        assertThat(audible.log().all()).isEmpty();
        assertThat(audiobookshelf.log().all()).isEmpty();
    }

    /** Runs the daemon, which must not start. Returns what it said. */
    private String refused(ExitCode code) {
        Console console = new Console(environment, folder);
        assertThat(console.execute("run")).as(console.err()).isEqualTo(code);
        assertThat(console.out()).isEmpty();
        assertClean(console.err());
        return console.err();
    }

    private static void assertClean(String said) {
        assertThat(said)
                .doesNotContain(
                        "\tat ", "Exception", TOKEN, PASSWORD, "BEGIN RSA", "Atna|", "Atnr|");
    }

    @Test
    void allWrongSettingsAtOnce() {
        environment.remove("ABS_BASE_URL");
        environment.put("ONE_WAY_MODE", "sideways");
        environment.put("SYNC_INTERVALL_SECONDS", "5");

        assertThat(refused(ExitCode.CONFIGURATION))
                .startsWith("3 settings are wrong, nothing was started:")
                .contains("ABS_BASE_URL", "sideways", "SYNC_INTERVAL_SECONDS");
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void noSessionFileWithoutAHealthPage() {
        environment.put("AUDIBLE_AUTH_JSON_PATH", folder.resolve("none.json").toString());

        assertThat(refused(ExitCode.CONFIGURATION))
                .contains("There is no Audible session file at " + folder.resolve("none.json"))
                .contains("AUDIBLE_AUTH_JSON_PATH")
                .doesNotContain("..");
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void aDamagedSessionFile() throws IOException {
        Files.writeString(
                folder.resolve("session.json"),
                audible.session().replace("-----BEGIN", "-----BEGUN"));

        assertThat(refused(ExitCode.CONFIGURATION)).startsWith("Audible session file");
    }

    @Test
    void aWrongPassword() throws IOException {
        try (InputStream encrypted =
                Objects.requireNonNull(
                        getClass().getResourceAsStream(SESSIONS + "json-default.json"))) {
            Files.write(folder.resolve("session.json"), encrypted.readAllBytes());
        }
        environment.put("AUDIBLE_AUTH_PASSWORD", PASSWORD);

        assertThat(refused(ExitCode.CONFIGURATION)).contains("password");
    }

    @Test
    void aDamagedStateStaysAsItIs() throws IOException {
        Path state = Files.writeString(folder.resolve("state.db"), "no database at all");

        assertThat(refused(ExitCode.STATE)).contains(state.toString());
        assertThat(state).hasContent("no database at all");
    }

    @Test
    void aFolderForTheStateThatIsNotThere() {
        environment.put("STATE_PATH", folder.resolve("nowhere/state.db").toString());

        assertThat(refused(ExitCode.STATE)).contains("The folder of the state does not exist");
    }

    @Test
    void aSecondDaemonOnTheSameState() {
        try (StateFile _ = StateFile.open(folder.resolve("state.db"), Clock.systemUTC(), "test")) {
            assertThat(refused(ExitCode.IN_USE)).contains("Another daemon runs on this state");
        }
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("HTTP_SERVER_ENABLED", "true");
            environment.put("HTTP_SERVER_HOST", "127.0.0.1");
            environment.put("HTTP_SERVER_PORT", Integer.toString(taken.getLocalPort()));

            assertThat(refused(ExitCode.CONFIGURATION))
                    .contains("HTTP_SERVER_PORT " + taken.getLocalPort() + " cannot be listened on")
                    .contains("choose another port");
        }
    }

    @Test
    void noRoutes() {
        environment.put("ROUTES_PATH", folder.resolve("*.camel.yaml").toString());

        assertThat(refused(ExitCode.CONFIGURATION)).contains("There are no routes at ROUTES_PATH");
    }

    /** One edit of the shipped routes each: the file, what is replaced, by what, and what has to be said; {line} is that of the edit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    60-remember   | steps:                    | steps: [}              | line {line}, column 15: expected the node content, but found '}'
                    50-write-plac | throttle:                 | throttel:              | line {line}, column 11: Unknown node id: throttel
                    50-write-plac | mode: TotalRequests       | modee: TotalRequests   | line {line}, column 20: Unsupported field: modee
                    10-sync-cycle | ref: cycles               | ref: cyclez            | line {line}, route 'sync-first-sweep': No bean could be found in the registry for: cyclez
                    10-sync-cycle | method: begin             | method: beginn         | line {line}, route 'sync-cycle': Method with name: beginn not found
                    10-sync-cycle | to: direct:find-books     | to: nosuch:thing       | line {line}, route 'sync-cycle': No endpoint could be found for: nosuch://thing
                    10-sync-cycle | to: direct:find-books     | to: direct:nowhere     | line {line}) sends to 'direct:nowhere', and no route begins there
                    10-sync-cycle | SYNC_INTERVAL_SECONDS}}   | SYNC_INTERVALL}}       | line {line}, route 'sync-every-interval': Property with key [SYNC_INTERVALL] not found
                    10-sync-cycle | ${variable.cycle.asked}   | ${variable.cycle.asked | line {line}, route 'sync-cycle': expected symbol functionEnd
                    40-sync-book  | failure.StateStoreFailed  | failure.NoSuchFailure  | line {line}, route 'sync-book': there is no class io.github.audibleabssync.failure.NoSuchFailure
                    70-report     | id: report-cycle          | id: report             | route 'report-cycle' is missing
                    """)
    void aWrongRoute(String file, String before, String after, String said) throws Exception {
        int line = copyRoutes(file, before, after);

        String message = refused(ExitCode.CONFIGURATION);

        assertThat(message)
                .contains(said.replace("{line}", Integer.toString(line)))
                .containsPattern("[Cc]orrect the file");
        if (message.contains("line ")) {
            assertThat(message).contains(folder.resolve("routes") + "/" + file);
        }
    }

    @Test
    void theSameRouteTwice() throws Exception {
        int _ = copyRoutes("60-remember", "Version 1", "Version 1");
        Path routes = folder.resolve("routes");
        Files.copy(routes.resolve("60-remember.camel.yaml"), routes.resolve("61-copy.camel.yaml"));

        assertThat(refused(ExitCode.CONFIGURATION))
                .contains("Several routes have the same id", "60-remember", "61-copy");
    }

    /** Copies the shipped routes with one edit. Returns its line. */
    private int copyRoutes(String edited, String before, String after) throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        int line = 0;
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path one : shipped.toList()) {
                String text = Files.readString(one);
                if (String.valueOf(one.getFileName()).startsWith(edited)) {
                    assertThat(text).contains(before);
                    int at = text.indexOf(before);
                    line = (int) text.substring(0, at).lines().count();
                    text = text.substring(0, at) + after + text.substring(at + before.length());
                }
                Files.writeString(routes.resolve(one.getFileName()), text);
            }
        }
        environment.put("ROUTES_PATH", routes.resolve("*.camel.yaml").toString());
        return line;
    }

    @Test
    void inAProcessOfItsOwnTheLogIsCleanToo() throws Exception {
        int _ = copyRoutes("10-sync-cycle", "ref: cycles", "ref: cyclez");

        try (Child child = Child.start(environment)) {
            assertThat(child.await(Duration.ofSeconds(30)))
                    .as(child.output())
                    .isEqualTo(ExitCode.CONFIGURATION.code());
            assertClean(child.output());
            assertThat(child.output().lines().toList())
                    .as("one message and no chatter")
                    .isEqualTo(List.of(child.output()))
                    .hasSize(1);
        }
    }
}
