package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** From nothing but {@code HTTP_SERVER_ENABLED=true} to a write, by browser, in one process; and back in after a rejection. */
final class SetUpByBrowserTest {

    private static final Pattern CODE = Pattern.compile("enter the code ([0-9A-Z]{5}-[0-9A-Z]{5})");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void aNewUserSignsInByBrowserAndTheDaemonGoesOnWithoutARestart() throws Exception {
        try (PracticeHome home = new PracticeHome(folder.resolve("home"));
                Browser browser = new Browser(port(home.withHttpServer()))) {
            // given a new user
            Path session = Path.of(home.environment.get("AUDIBLE_AUTH_JSON_PATH"));
            Files.delete(session);
            home.audible.knowDevice(false);
            home.environment.remove("ABS_BASE_URL");
            home.environment.remove("ABS_TOKEN");
            home.with("LOG_LEVEL", "TRACE");
            PracticeBook book = home.books(1).getFirst();
            try (DaemonProcess daemon = home.start()) {
                home.await("a code", PATIENCE, () -> !codes(daemon).isEmpty());
                assertThat(health(home).statusCode()).isEqualTo(503);
                assertThat(health(home).body()).contains("ABS_BASE_URL and ABS_TOKEN are not set");

                // when somebody comes in with the code of the log
                assertThat(browser.open().statusCode()).isEqualTo(200);
                String code = codes(daemon).getLast();
                HttpResponse<String> inside =
                        browser.submit("enter", Map.of("pass", code, "shop", "us"));
                assertThat(inside.statusCode()).as(inside.body()).isEqualTo(200);

                // and makes mistakes
                HttpResponse<String> wrong =
                        browser.submit(
                                "finish",
                                Map.of(
                                        "address", "https://www.amazon.com/ap/signin?x=<b>",
                                        "ABS_BASE_URL", home.audiobookshelf.url() + "\"><b>",
                                        "ABS_TOKEN", "no such key"));
                assertThat(wrong.statusCode()).isEqualTo(400);
                assertThat(wrong.body())
                        .contains("the sign-in is not finished")
                        .contains("ABS_BASE_URL=")
                        .doesNotContain("<b>", "no such key");
                HttpResponse<String> rejected =
                        browser.submit(
                                "finish",
                                Map.of(
                                        "ABS_BASE_URL",
                                        home.audiobookshelf.url(),
                                        "ABS_TOKEN",
                                        "a-key-that-is-not-known"));
                assertThat(rejected.body()).contains("does not accept this API key");
                assertThat(home.folder.resolve("settings.properties")).doesNotExist();

                // and does it right
                String address = home.audible.signIn(browser.link());
                HttpResponse<String> done =
                        browser.submit(
                                "finish",
                                Map.of(
                                        "address",
                                        address,
                                        "ABS_BASE_URL",
                                        home.audiobookshelf.url(),
                                        "ABS_TOKEN",
                                        PracticeAudiobookshelf.TOKEN));
                assertThat(done.body()).contains("All is set up");
                assertThat(done.statusCode()).isEqualTo(200);

                // then the same process syncs
                home.awaitAgreements(List.of(book));
                home.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));
                home.await("a write", PATIENCE, () -> !home.applied(book).isEmpty());
                assertThat(daemon.isAlive()).isTrue();
                home.await("health", PATIENCE, () -> health(home).statusCode() == 200);
                assertThat(permissions(session)).isEqualTo("rw-------");
                assertThat(permissions(home.folder.resolve("settings.properties")))
                        .isEqualTo("rw-------");

                // and the page offers nothing any more
                String proof = browser.open().body();
                assertThat(proof).contains("is set up").doesNotContain("<form", "amazon");
                assertThat(browser.post("step=finish&form=x&address=" + address).statusCode())
                        .isEqualTo(409);

                // and a device that is signed out opens it again, with another code
                home.audible.faults().always(Faults.on("GET", "/1.0"), Fault.status(401));
                home.await("another code", PATIENCE, () -> browser.open().body().contains("<form"));
                assertThat(browser.submit("enter", Map.of("pass", code, "shop", "us")).statusCode())
                        .as("the used code")
                        .isEqualTo(403);
                HttpResponse<String> again =
                        browser.submit(
                                "enter", Map.of("pass", codes(daemon).getLast(), "shop", "us"));
                assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
                assertThat(again.body()).doesNotContain("ABS_TOKEN");
                home.audible.faults().clear();
                String second = home.audible.signIn(browser.link());
                assertThat(browser.submit("finish", Map.of("address", second)).body())
                        .contains("All is set up");
                home.await("health", PATIENCE, () -> health(home).statusCode() == 200);

                assertNoSecretIn(daemon.output(), List.of(address, second), home, session);
                home.stop();
            }
        }
    }

    @Test
    void withATokenOfTheServerTheTokenIsAskedForAndNothingIsToldWithoutIt() throws Exception {
        try (PracticeHome home = new PracticeHome(folder.resolve("home"));
                Browser browser = new Browser(port(home.withHttpServer()))) {
            Path session = Path.of(home.environment.get("AUDIBLE_AUTH_JSON_PATH"));
            Files.delete(session);
            home.with("HTTP_SERVER_TOKEN", "the-token-of-the-server")
                    .with("AUDIBLE_AUTH_PASSWORD", "a-password")
                    .with("SYNC_INTERVAL_SECONDS", "3600");
            home.books(1);
            try (DaemonProcess daemon = home.start()) {
                home.await(
                        "the page",
                        PATIENCE,
                        () -> daemon.output().contains("enter the value of HTTP_SERVER_TOKEN"));
                assertThat(codes(daemon)).isEmpty();
                browser.open();
                assertThat(
                                browser.submit("enter", Map.of("pass", "wrong", "shop", "us"))
                                        .statusCode())
                        .isEqualTo(403);
                browser.submit("enter", Map.of("pass", "the-token-of-the-server", "shop", "us"));
                String address = home.audible.signIn(browser.link());

                assertThat(browser.submit("finish", Map.of("address", address)).body())
                        .contains("All is set up", "encrypted with AUDIBLE_AUTH_PASSWORD");

                assertThat(Files.readString(session))
                        .contains("ciphertext")
                        .doesNotContain("adp_token");
                home.await("a cycle at once", PATIENCE, () -> health(home).statusCode() == 200);
                assertThat(browser.open().body())
                        .contains("is set up")
                        .doesNotContain("127.0.0.1", "json", "amazon");
                home.stop();
            }
        }
    }

    private static int port(PracticeHome home) {
        return Integer.parseInt(home.environment.get("HTTP_SERVER_PORT"));
    }

    private static List<String> codes(DaemonProcess daemon) {
        return CODE.matcher(daemon.output())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static HttpResponse<String> health(PracticeHome home) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port(home) + "/healthz");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void assertNoSecretIn(
            String output, List<String> addresses, PracticeHome home, Path session)
            throws Exception {
        List<String> secrets = new ArrayList<>(addresses);
        secrets.addAll(Secrets.of(Files.readString(session)).all());
        secrets.add(PracticeAudiobookshelf.TOKEN);
        secrets.add("a-key-that-is-not-known");
        home.audible.log().all().stream()
                .filter(request -> request.path().equals("/auth/register"))
                .map(LoggedRequest::body)
                .forEach(
                        body -> {
                            secrets.add(value(body, "authorization_code"));
                            secrets.add(value(body, "code_verifier"));
                        });
        assertThat(secrets).hasSizeGreaterThan(8).allMatch(secret -> secret.length() > 15);
        secrets.forEach(
                secret ->
                        assertThat(output.contains(secret))
                                .as("a secret of %s characters was printed", secret.length())
                                .isFalse());
    }

    private static String value(String json, String name) {
        return json.replaceFirst("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
