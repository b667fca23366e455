package io.github.audibleabssync.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every recorded PATCH of an entry, replayed: same status, same text, same entry afterwards. */
class RecordedProgressTest {
    private static final String ITEM = "bbbbbbbb-0000-4000-8000-0000000000";
    private static final PracticeAudiobookshelf SERVER = new PracticeAudiobookshelf();
    private static final Http HTTP = new Http(SERVER);

    @BeforeAll
    static void start() {
        SERVER.start();
        for (int i = 1; i <= 14; i++) {
            String id = ITEM + "%02d".formatted(i);
            SERVER.add(
                    PracticeItem.book(
                                    id,
                                    PracticeAudiobookshelf.BOOKS,
                                    "Book " + i,
                                    "B0FAKE00" + "%02d".formatted(i),
                                    Duration.ofHours(8))
                            .withForbidden(i == 3));
        }
        SERVER.add(
                PracticeItem.podcast(
                        ITEM + "15",
                        PracticeAudiobookshelf.PODCASTS,
                        "Fake Radio Hour",
                        List.of("edededed-0000-4000-8000-000000000001")));
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> createsStoreWhatTheRealServerStored() {
        return replay("progress-create.json");
    }

    @TestFactory
    Stream<DynamicTest> updatesStoreWhatTheRealServerStored() {
        return replay("progress-update.json");
    }

    @TestFactory
    Stream<DynamicTest> finishesAndReopeningsStoreWhatTheRealServerStored() {
        return replay("progress-finish.json");
    }

    @TestFactory
    Stream<DynamicTest> oddValuesAreStoredAsTheRealServerStoredThem() {
        return replay("progress-bad-input.json");
    }

    private static Stream<DynamicTest> replay(String file) {
        JsonNode recording = Json.read(Http.resource(file)).orElseThrow();
        return StreamSupport.stream(recording.path("exchanges").spliterator(), false)
                .map(
                        exchange ->
                                DynamicTest.dynamicTest(
                                        exchange.path("name").asText(), () -> compare(exchange)));
    }

    private static void compare(JsonNode exchange) throws IOException {
        JsonNode request = exchange.path("request");
        String path = request.path("path").asText();
        String itemId = path.split("/", -1)[4];
        discard(path);
        if (exchange.has("before")) {
            SERVER.prepare(itemId, exchange.get("before"));
        }
        long start = System.currentTimeMillis();

        String body = request.has("body") ? request.get("body").toString() : "";
        HttpResponse<String> response = HTTP.abs(request.path("method").asText(), path, body);

        JsonNode expected = exchange.path("response");
        assertThat(response.statusCode()).isEqualTo(expected.path("status").asInt());
        assertThat(response.body()).isEqualTo(expected.path("body").asText());
        if (!exchange.has("after")) {
            return;
        }
        HttpResponse<String> after = HTTP.abs("GET", path, "");
        assertThat(after.statusCode()).isEqualTo(exchange.path("after").path("status").asInt());
        if (after.statusCode() == 200) {
            ObjectNode stored = (ObjectNode) Http.json(after);
            ObjectNode wanted = (ObjectNode) exchange.path("after").path("body");
            sameTimes(exchange.path("before"), wanted, stored, start);
            wanted.properties()
                    .forEach(
                            field ->
                                    assertThat(
                                                    Loose.same(
                                                            stored.path(field.getKey()),
                                                            field.getValue()))
                                            .as(
                                                    "%s of %s against %s",
                                                    field.getKey(), stored, wanted)
                                            .isTrue());
        }
    }

    private static void discard(String path) throws IOException {
        HttpResponse<String> old = HTTP.abs("GET", path, "");
        if (old.statusCode() == 200) {
            HTTP.abs("DELETE", "/api/me/progress/" + Http.json(old).path("id").asText(), "");
        }
    }

    /** Where the recording has its own "now", ours must be of this moment; then both are taken out of the comparison. */
    private static void sameTimes(
            JsonNode before, ObjectNode wanted, ObjectNode stored, long start) {
        for (String name : List.of("lastUpdate", "startedAt", "finishedAt")) {
            long then = wanted.path(name).asLong();
            boolean recordedNow =
                    then > 1_795_000_000_000L
                            && then < 1_796_000_000_000L
                            && before.path(name).asLong() != then;
            if (recordedNow) {
                assertThat(stored.path(name).asLong())
                        .as(name)
                        .isBetween(start, System.currentTimeMillis());
                wanted.remove(name);
            }
        }
    }
}
