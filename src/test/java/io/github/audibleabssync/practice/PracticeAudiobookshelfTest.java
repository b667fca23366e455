package io.github.audibleabssync.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

class PracticeAudiobookshelfTest {
    private static final String BOOK = "bbbbbbbb-0000-4000-8000-000000000011";
    private static final String OTHER = "bbbbbbbb-0000-4000-8000-000000000007";
    private static final String COPPER = "bbbbbbbb-0000-4000-8000-000000000001";
    private static final String FORBIDDEN = "bbbbbbbb-0000-4000-8000-000000000003";
    private static final String PROGRESS = "/api/me/progress/" + BOOK;

    private final PracticeAudiobookshelf server = new PracticeAudiobookshelf();
    private final Http http = new Http(server);

    @BeforeEach
    void start() {
        server.start();
        add(BOOK, "The Glass Lighthouse", "B0FAKE0001", Duration.ofHours(8));
        add(OTHER, "Winter Circuit", " b0fake0007 ", Duration.ofHours(10));
        add(COPPER, "Copper Rain", "B0FAKE0009", Duration.ofMillis(16_200_064));
        add(FORBIDDEN, "Explicit", "B0FAKE0003", Duration.ofMinutes(10));
        server.add(server.item(FORBIDDEN).orElseThrow().withForbidden(true));
    }

    private void add(String id, String title, String asin, Duration duration) {
        server.add(PracticeItem.book(id, PracticeAudiobookshelf.BOOKS, title, asin, duration));
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private static JsonNode recording(String file) {
        return Json.read(Http.resource(file)).orElseThrow().path("exchanges");
    }

    @Test
    void localSessionsAreWrittenOnlyOverOlderEntriesAsRecorded() throws IOException {
        for (JsonNode exchange : recording("local-session-conditional-write.json")) {
            JsonNode request = exchange.path("request");
            HttpResponse<String> answer =
                    http.abs(
                            "POST", request.path("path").asText(), request.path("body").toString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Http.json(answer)).isEqualTo(exchange.path("response").path("body"));
            if (exchange.path("name").asText().equals("newer")) {
                assertThat(entry(OTHER).lastUpdate())
                        .as("a create is dated now")
                        .isAfter(Instant.now().minusSeconds(60));
                server.prepare(OTHER, Place.ofSeconds(200), Instant.ofEpochMilli(1795328811443L));
            }
        }
        assertThat(entry(OTHER).place()).isEqualTo(Place.ofSeconds(500));
        assertThat(entry(OTHER).lastUpdate()).isEqualTo(Instant.ofEpochMilli(1795328811444L));
        assertThat(entry(OTHER).duration()).isEqualTo(Duration.ofHours(10));
        assertThat(server.listeningRows()).isEqualTo(1);
        assertThat(server.listened()).isZero();
    }

    @Test
    void offlinePlayersGetTheRecordedAnswers() throws IOException {
        for (JsonNode exchange : recording("sessions-local.json")) {
            JsonNode request = exchange.path("request");
            HttpResponse<String> answer =
                    http.abs(
                            "POST", request.path("path").asText(), request.path("body").toString());

            JsonNode expected = exchange.path("response");
            assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
            String name = exchange.path("name").asText();
            switch (name) {
                case "local-create" -> server.prepare(COPPER, place(100), at(1795325684631L));
                case "local-update-same-id-newer", "local-older-than-progress" ->
                        assertThat(entry(COPPER).place()).isEqualTo(place(200));
                case "local-equal-time" -> assertThat(entry(COPPER).place()).isEqualTo(place(300));
                case "local-future", "local-now-after-future" ->
                        assertThat(entry(COPPER).place()).as(name).isEqualTo(place(400));
                default -> {}
            }
            if (expected.path("body").isObject()) {
                JsonNode results = Http.json(answer).path("results");
                assertThat(results.get(1)).isEqualTo(expected.path("body").path("results").get(1));
                assertThat(results.get(2)).isEqualTo(expected.path("body").path("results").get(2));
            }
        }
        assertThat(server.entry(FORBIDDEN)).isPresent();
    }

    private static Place place(long seconds) {
        return Place.ofSeconds(seconds);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private PracticeEntry entry(String itemId) {
        return server.entry(itemId).orElseThrow();
    }

    @Test
    void theLibrarysFinishSettingCountsForSessionsAndNotForAPatch() throws IOException {
        String session = "";
        boolean byLibrary = false;
        for (JsonNode exchange : recording("mark-finished-settings.json")) {
            JsonNode request = exchange.path("request");
            String name = exchange.path("name").asText();
            if (request.path("path").asText().startsWith("/api/libraries")) {
                JsonNode settings = request.path("body").path("settings");
                byLibrary = !name.contains("null");
                server.finishSetting(PracticeAudiobookshelf.BOOKS, FinishSetting.sentIn(settings));
                server.prepare(BOOK, place(1000), at(1795328700000L));
                session =
                        Http.json(http.abs("POST", "/api/items/" + BOOK + "/play", "{}"))
                                .path("id")
                                .asText();
                continue;
            }
            String path =
                    name.contains("sync")
                            ? "/api/session/" + session + "/sync"
                            : request.path("path").asText();
            ObjectNode body = request.path("body").deepCopy();
            if (name.contains("local")) {
                server.prepare(BOOK, place(1000), at(1795328700000L));
                body.put("updatedAt", 1795328800000L);
            }
            HttpResponse<String> answer =
                    http.abs(request.path("method").asText(), path, body.toString());

            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(entry(BOOK).finished())
                    .as(name)
                    .isEqualTo(byLibrary && !name.contains("patch"));
        }
    }

    @Test
    void pathsWithoutSignInAndErrorPagesAreTheRecordedOnesDownToTheTag() throws IOException {
        for (JsonNode exchange : recording("general.json")) {
            JsonNode expected = exchange.path("response");
            HttpResponse<String> answer =
                    http.abs("GET", exchange.path("request").path("path").asText(), "");

            assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
            expected.path("headers")
                    .properties()
                    .forEach(
                            header ->
                                    assertThat(answer.headers().firstValue(header.getKey()))
                                            .hasValue(header.getValue().asText()));
            if (expected.path("body").isTextual()) {
                assertThat(answer.body()).isEqualTo(expected.path("body").asText());
            } else {
                assertThat(Http.json(answer)).isEqualTo(expected.path("body"));
            }
        }
    }

    @Test
    void aRequestThatOffersAnUpgradeIsCutOffAfterASecondWithoutAByte() throws IOException {
        Instant start = Instant.now();

        String answer =
                Http.raw(
                        server,
                        "GET /ping HTTP/1.1",
                        "Host: x",
                        "Connection: Upgrade",
                        "Upgrade: h2c");

        assertThat(answer).isEmpty();
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void theJdkClientFailsUntilItIsToldToSpeakHttp11() {
        try (HttpClient careless = HttpClient.newHttpClient()) {
            HttpRequest ping = HttpRequest.newBuilder(URI.create(server.url() + "/ping")).build();
            assertThatThrownBy(() -> careless.send(ping, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anUnchangedAnswerComesAs304AndAChangedOneInFull() throws IOException {
        http.abs("PATCH", PROGRESS, "{\"currentTime\":100}");
        for (String path :
                new String[] {"/api/me/progress", "/api/me", PROGRESS, "/api/items/" + BOOK}) {
            String tag = http.abs("GET", path, "").headers().firstValue("etag").orElseThrow();
            assertThat(conditional(path, tag).statusCode()).as(path).isEqualTo(304);
        }
        String tag =
                http.abs("GET", "/api/me/progress", "").headers().firstValue("etag").orElseThrow();
        http.abs("PATCH", PROGRESS, "{\"currentTime\":101}");
        assertThat(conditional("/api/me/progress", tag).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> conditional(String path, String tag) throws IOException {
        String bearer = "bearer " + PracticeAudiobookshelf.LEGACY_TOKEN;
        return http.send("GET", path, "", "Authorization", bearer, "If-None-Match", tag);
    }

    @Test
    void onlyJsonAndFormsAreReadAndAnyOtherBodyYetCreatesAnEmptyEntry() throws IOException {
        String bearer = "Bearer " + PracticeAudiobookshelf.TOKEN;
        JsonNode recorded = Json.read(Http.resource("http-layer.json")).orElseThrow();
        for (JsonNode one : recorded.path("contentTypeOfPatch")) {
            String old = server.entry(BOOK).map(PracticeEntry::id).orElse("none");
            http.abs("DELETE", "/api/me/progress/" + old, "");
            String type = one.path("contentType").asText();
            String body = type.contains("form") ? "currentTime=100" : "{\"currentTime\":100}";
            HttpResponse<String> answer =
                    type.isEmpty()
                            ? http.send("PATCH", PROGRESS, body, "Authorization", bearer)
                            : http.send(
                                    "PATCH",
                                    PROGRESS,
                                    body,
                                    "Authorization",
                                    bearer,
                                    "Content-Type",
                                    type);

            assertThat(answer.statusCode()).isEqualTo(one.path("status").asInt());
            assertThat(answer.body()).isEqualTo("OK");
            assertThat(entry(BOOK).place())
                    .as(type)
                    .isEqualTo(one.path("bodyUsed").asBoolean() ? place(100) : Place.START);
        }
    }

    @Test
    void unreadableJsonIsRefusedWithAPageAndAnArrayDoesNothing() throws IOException {
        for (String body : new String[] {"{\"currentTime\":NaN}", "\"text\"", "null", "{"}) {
            HttpResponse<String> answer = http.abs("PATCH", PROGRESS, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type").orElse("")).contains("html");
        }
        assertThat(http.abs("PATCH", PROGRESS, "[]").body()).isEqualTo("OK");
        assertThat(server.entry(BOOK)).isEmpty();
    }

    @Test
    void chunkedAndCompressedBodiesAreUnderstood() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"currentTime\":120}".getBytes(StandardCharsets.UTF_8));
        }
        String bearer = "Bearer " + PracticeAudiobookshelf.TOKEN;

        int status = http.stream("PATCH", PROGRESS, packed.toByteArray(), bearer);

        assertThat(status).isEqualTo(200);
        assertThat(entry(BOOK).place()).isEqualTo(place(120));
    }

    @Test
    void aBodyOverTenMegabytesIsTooLarge() throws IOException {
        String body = "{\"text\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

        assertThat(http.abs("PATCH", PROGRESS, body).statusCode()).isEqualTo(413);
    }

    @Test
    void withoutAKnownTokenTheAnswerIs401WithoutAContentType() throws IOException {
        HttpResponse<String> none = http.send("GET", "/audiobookshelf//api/me/", "");
        server.revokeToken(PracticeAudiobookshelf.TOKEN);
        HttpResponse<String> revoked = http.abs("GET", "/api/me", "");

        for (HttpResponse<String> answer : List.of(none, revoked)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("Unauthorized");
            assertThat(answer.headers().firstValue("content-type")).isEmpty();
        }
    }

    @Test
    void anOpenPlayerOverwritesWhatWasWrittenMeanwhile() throws IOException {
        JsonNode session = Http.json(http.abs("POST", "/api/items/" + BOOK + "/play", "{}"));
        String path = "/api/session/" + session.path("id").asText();
        http.abs("POST", path + "/sync", "{\"currentTime\":100,\"timeListened\":10}");
        http.abs("PATCH", PROGRESS, "{\"currentTime\":20000,\"progress\":0.69}");
        http.abs("POST", path + "/sync", "{\"currentTime\":110,\"timeListened\":10}");
        assertThat(entry(BOOK).place()).isEqualTo(place(110));

        assertThat(http.abs("POST", path + "/close", "{}").body()).isEqualTo("OK");
        assertThat(http.abs("POST", path + "/sync", "{\"currentTime\":1}").statusCode())
                .isEqualTo(404);
        assertThat(server.listened()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aSyncWithoutAPlaceRemovesThePlaceFromTheEntry() throws IOException {
        JsonNode session = Http.json(http.abs("POST", "/api/items/" + BOOK + "/play", "{}"));
        String sync = "/api/session/" + session.path("id").asText() + "/sync";
        http.abs("POST", sync, "{\"currentTime\":100,\"timeListened\":10}");
        http.abs("POST", sync, "{\"timeListened\":10}");

        assertThat(Http.json(http.abs("GET", PROGRESS, "")).has("currentTime")).isFalse();
    }

    @Test
    void listsShowTheVerbatimAsinAndHideWhatTheListenerMayNotSee() throws IOException {
        server.add(server.item(BOOK).orElseThrow().withMissing(true));
        JsonNode list =
                Http.json(
                        http.abs(
                                "GET",
                                "/audiobookshelf/API//libraries/practice-books/items/?limit=0",
                                ""));

        assertThat(list.path("total").asInt()).isEqualTo(3);
        assertThat(list.findValuesAsText("asin")).contains(" b0fake0007 ");
        assertThat(list.path("results").get(0).path("isMissing").asBoolean()).isTrue();
        assertThat(list.path("results").get(0).path("media").path("duration").asDouble())
                .isEqualTo(28800);
        assertThat(http.abs("GET", "/api/items/" + FORBIDDEN, "").statusCode()).isEqualTo(403);
        assertThat(http.abs("GET", "/api/items/unknown", "").statusCode()).isEqualTo(404);
        JsonNode plain = Http.json(http.abs("GET", "/api/items/" + BOOK, ""));
        JsonNode expanded = Http.json(http.abs("GET", "/api/items/" + BOOK + "?expanded=1", ""));
        assertThat(plain.path("media").has("duration")).isFalse();
        assertThat(expanded.path("media").path("tracks")).hasSize(1);
    }

    @Test
    void anOlderServerHasNoProgressListButTheUserHasIt() throws IOException {
        server.asVersion226();
        http.abs("PATCH", PROGRESS, "{\"currentTime\":100}");

        HttpResponse<String> list = http.abs("GET", "/api/me/progress", "");
        assertThat(list.statusCode()).isEqualTo(404);
        assertThat(list.headers().firstValue("content-type").orElse("")).contains("html");
        JsonNode user = Http.json(http.abs("GET", "/api/me", ""));
        assertThat(user.path("mediaProgress")).hasSize(1);
        assertThat(user.path("token").asText()).isEqualTo(PracticeAudiobookshelf.LEGACY_TOKEN);
    }

    @Test
    void underASubPathTheUrlAndTheLogAgree() throws IOException {
        server.under("/abs");

        assertThat(http.abs("GET", "/api/me", "").statusCode()).isEqualTo(200);
        assertThat(server.log().all().getFirst().path()).isEqualTo("/api/me");
    }

    @Test
    void theClockCanBeWrongAndTheDateLeftOut() throws IOException {
        server.skewClock(Duration.ofHours(-3));
        HttpResponse<String> patched = http.abs("PATCH", PROGRESS, "{\"currentTime\":1}");
        Instant shown =
                ZonedDateTime.parse(
                                patched.headers().firstValue("date").orElseThrow(),
                                DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
        assertThat(Duration.between(shown, Instant.now()))
                .isBetween(Duration.ofMinutes(179), Duration.ofMinutes(181));
        assertThat(Duration.between(entry(BOOK).lastUpdate(), Instant.now()))
                .isGreaterThan(Duration.ofMinutes(179));

        server.showDate(false);
        assertThat(http.abs("GET", "/ping", "").headers().firstValue("date")).isEmpty();
    }

    @Test
    void aStoppedServerRefusesAndAStartedOneStillKnowsEverything() throws IOException {
        http.abs("PATCH", PROGRESS, "{\"currentTime\":100}");
        int port = URI.create(server.url()).getPort();
        server.stop();
        assertThatThrownBy(() -> http.abs("GET", "/ping", "")).isInstanceOf(ConnectException.class);
        server.start();

        assertThat(URI.create(server.url()).getPort()).isEqualTo(port);
        assertThat(http.abs("GET", PROGRESS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aNumberAsSessionIdEndsTheRealProcessSoNoByteComes() {
        String body =
                "{\"sessions\":[{\"id\":5,\"libraryItemId\":\"%s\",\"currentTime\":1}]}"
                        .formatted(BOOK);
        assertThatThrownBy(() -> http.abs("POST", "/api/session/local-all", body))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anApiKeyOfItsOwnIsTakenUntilItExpires() throws IOException {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        String key = server.makeApiKey("sync", Optional.of(end));
        assertThat(key.split("\\.")).hasSize(3);
        assertThat(http.send("GET", "/api/me", "", "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(200);

        server.skewClock(Duration.ofHours(2));

        HttpResponse<String> expired =
                http.send("GET", "/api/me", "", "Authorization", "Bearer " + key);
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body()).isEqualTo("Unauthorized");
    }
}
