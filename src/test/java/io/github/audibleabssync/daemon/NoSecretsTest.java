package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that the daemon shows or leaves behind, held against every secret that it was given. */
final class NoSecretsTest {

    private static final String HTTP_TOKEN = "http-token-of-the-secrets-test";
    private static final String PROXY_SECRET = "proxy-secret-of-the-secrets-test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void noSecretReachesALogAPageOrAFile() throws Exception {
        Map<String, String> shown = new TreeMap<>();
        List<String> secrets;
        try (PracticeHome home = new PracticeHome(folder.resolve("home"))) {
            home.withHttpServer()
                    .with("HTTP_SERVER_TOKEN", HTTP_TOKEN)
                    .with("ABS_EXTRA_HEADERS", "X-Proxy-Auth: " + PROXY_SECRET)
                    .with("LOG_LEVEL", "TRACE")
                    .with("REQUEST_TIMEOUT_SECONDS", "1");
            Path session = Path.of(home.environment.get("AUDIBLE_AUTH_JSON_PATH"));
            secrets = new ArrayList<>(Secrets.of(Files.readString(session)).all());
            secrets.addAll(List.of(HTTP_TOKEN, PROXY_SECRET));
            PracticeBook book = home.books(1).getFirst();
            try (DaemonProcess daemon = home.start()) {
                home.awaitAgreements(List.of(book));
                home.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));
                home.await("a write", PATIENCE, () -> !home.applied(book).isEmpty());
                shown.put("healthy", pages(home));

                for (Fault fault :
                        List.of(
                                Fault.status(500),
                                Fault.htmlPage(),
                                Fault.truncatedBody(),
                                Fault.malformedJson(),
                                Fault.closeWithoutAnswer(),
                                Fault.status(401))) {
                    home.audible.faults().next(1, Faults.everyRequest(), fault);
                    home.audiobookshelf.faults().next(1, Faults.everyRequest(), fault);
                    home.await(
                            "the faults",
                            PATIENCE,
                            () ->
                                    home.audible.faults().outstanding() == 0
                                            || home.audiobookshelf.faults().outstanding() == 0);
                }
                shown.put("unhealthy", pages(home));
                daemon.terminate();
                daemon.awaitEnd(Duration.ofSeconds(8));
            }
            shown.putAll(files(home.folder));
        }

        assertThat(shown).hasSizeGreaterThanOrEqualTo(5);
        secrets.forEach(
                secret ->
                        shown.forEach(
                                (where, text) ->
                                        assertThat(text.contains(secret))
                                                .describedAs("a secret in " + where)
                                                .isFalse()));
    }

    private static String pages(PracticeHome home) throws IOException, InterruptedException {
        StringBuilder pages = new StringBuilder();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/status", "/metrics", "/healthz", "/nowhere")) {
                URI uri =
                        URI.create(
                                "http://127.0.0.1:"
                                        + home.environment.get("HTTP_SERVER_PORT")
                                        + path);
                HttpRequest request =
                        HttpRequest.newBuilder(uri).header("X-Token", HTTP_TOKEN).build();
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                pages.append(answer.headers().map()).append(answer.body());
            }
        }
        return pages.toString();
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals("audible_session.json")) {
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
