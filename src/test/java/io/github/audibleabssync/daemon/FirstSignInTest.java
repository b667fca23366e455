package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.App;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a new user to a move that arrives, and out again: every command in a process of its own. */
final class FirstSignInTest {

    private static final Pattern LINK = Pattern.compile("https://\\S+/ap/signin\\?\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void aNewUserSignsInChecksRunsAndSeesAMoveArriveAndSignsOut() throws Exception {
        try (PracticeHome home = new PracticeHome(folder.resolve("home"))) {
            // given a new user
            Path session = Path.of(home.environment.get("AUDIBLE_AUTH_JSON_PATH"));
            Files.delete(session);
            home.audible.knowDevice(false);
            home.with("LOG_LEVEL", "TRACE");
            PracticeBook book = home.books(1).getFirst();

            // who looks first is told to sign in
            try (Command early = Command.start(home, "check")) {
                assertThat(early.await()).as(early.output()).isEqualTo(2);
                assertThat(early.output())
                        .contains("error    session file", "audible-abs-sync login")
                        .contains("ok       token", "1 errors");
            }

            // when the user signs in
            String address;
            try (Command login = Command.start(home, "login")) {
                address = home.audible.signIn(login.awaitLink());
                assertThat(login.commandLine()).contains("login").doesNotContain("http");
                login.type(address);
                assertThat(login.await()).as(login.output()).isZero();
                assertNoSecretIn(login.output(), address, home, session);
            }

            // and looks again: the one thing that is odd is how often this test asks
            try (Command check = Command.start(home, "check")) {
                assertThat(check.await()).as(check.output()).isEqualTo(1);
                assertThat(check.output())
                        .contains("warning  settings        SYNC_INTERVAL_SECONDS=1 asks")
                        .contains("ok       audible         " + home.audible.url() + " accepts")
                        .contains("ok       state           none yet")
                        .contains("1 are on both sides, of 1 on Audible and 1 on Audiobookshelf")
                        .contains("1 warnings, no error.");
                assertNoSecretIn(check.output(), address, home, session);
            }

            // then the daemon works with it, and a move arrives
            try (DaemonProcess daemon = home.start()) {
                home.awaitAgreements(List.of(book));
                assertThat(home.applied(book)).isEmpty();
                assertThat(daemon.output()).contains("First look: 1 books are on both sides. 1 ag");
                home.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));
                Place heard = PracticeHome.FIRST.shift(Duration.ofMinutes(10));
                home.await(
                        "the move on Audible",
                        PATIENCE,
                        () -> home.audible.place(book.asin()).equals(Optional.of(heard)));
                home.awaitState("its confirmation", PATIENCE, store -> store.countJournal() == 1);
                try (Command beside = Command.start(home, "check")) {
                    assertThat(beside.await()).as(beside.output()).isEqualTo(1);
                    assertThat(beside.output())
                            .contains("a daemon runs on", "1 warnings, no error");
                }
                daemon.terminate();
                assertThat(daemon.awaitEnd(Duration.ofSeconds(8))).isEqualTo(143);
                assertNoSecretIn(daemon.output(), address, home, session);
            }

            // and after the way out nothing of it works any more
            List<String> secrets = secrets(address, home, session);
            try (Command logout = Command.start(home, "logout")) {
                assertThat(logout.await()).as(logout.output()).isZero();
                secrets.forEach(secret -> assertThat(logout.output()).doesNotContain(secret));
            }
            assertThat(session).doesNotExist();
            assertThat(home.audible.signedInDevices()).isZero();
        }
    }

    private static void assertNoSecretIn(
            String output, String address, PracticeHome home, Path session) throws IOException {
        secrets(address, home, session)
                .forEach(
                        secret ->
                                assertThat(output.contains(secret))
                                        .as("a secret was printed")
                                        .isFalse());
    }

    private static List<String> secrets(String address, PracticeHome home, Path session)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode keys = mapper.readTree(session.toFile());
        LoggedRequest registration =
                home.audible.log().all().stream()
                        .filter(request -> request.path().equals("/auth/register"))
                        .findFirst()
                        .orElseThrow();
        JsonNode auth = mapper.readTree(registration.body()).path("auth_data");
        List<String> secrets = new ArrayList<>();
        secrets.add(address);
        secrets.add(auth.path("authorization_code").asText());
        secrets.add(auth.path("code_verifier").asText());
        for (String key : List.of("adp_token", "access_token", "refresh_token")) {
            secrets.add(keys.path(key).asText());
        }
        keys.path("device_private_key")
                .asText()
                .lines()
                .filter(line -> line.length() > 40 && !line.startsWith("-"))
                .forEach(secrets::add);
        assertThat(secrets).allMatch(secret -> secret.length() > 15);
        return secrets;
    }

    /** A command in a process of its own, with a pipe as its standard input. */
    private record Command(Process process, Path log) implements AutoCloseable {

        static Command start(PracticeHome home, String name) throws IOException {
            Path log = home.folder.resolve(name + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    App.class.getName(),
                                    name)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(home.environment);
            return new Command(builder.start(), log);
        }

        String awaitLink() {
            Awaitility.await("the link")
                    .atMost(PATIENCE)
                    .until(() -> LINK.matcher(output()).find() && output().contains("Address: "));
            Matcher link = LINK.matcher(output());
            assertThat(link.find()).isTrue();
            return link.group();
        }

        /** What {@code ps} shows of it. */
        String commandLine() throws IOException {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace(System.getProperty("java.class.path"), "");
        }

        void type(String line) throws IOException {
            try (BufferedWriter input = process.outputWriter()) {
                input.write(line);
                input.newLine();
            }
        }

        int await() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
