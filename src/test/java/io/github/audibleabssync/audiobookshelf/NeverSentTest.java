package io.github.audibleabssync.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Whatever it is given, the daemon never sends what would destroy a place. */
class NeverSentTest {

    private static final List<String> ODD_IDS =
            List.of(
                    "bbbbbbbb-0000-4000-8000-000000000001",
                    "isFinished\":false",
                    "\"},\"isFinished\":false,\"x\":\"",
                    "a/../../b?c#d&e=f",
                    "%2e%2e",
                    "\u0000\n\t\\",
                    "NaN",
                    "日本語 \uD83D\uDCDA");

    private static final List<Duration> ODD_DURATIONS =
            List.of(
                    Duration.ZERO,
                    Duration.ofNanos(1),
                    Duration.ofNanos(999_999),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(86_400, 123_456_789),
                    Duration.ofSeconds(1_000_000_000),
                    Duration.ofMillis(Long.MAX_VALUE),
                    Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    @Test
    void noRequestEverUnfinishesABookOrSendsANumberThatIsNone() throws IOException {
        for (String id : ODD_IDS) {
            for (Duration place : ODD_DURATIONS) {
                for (Duration runtime : ODD_DURATIONS) {
                    assertHarmless(id, new Place(place), runtime, Instant.EPOCH);
                }
            }
        }
    }

    @Test
    void norDoesItForAnyOfManyPlaces() throws IOException {
        Random random = new Random(4171);
        for (int i = 0; i < 3000; i++) {
            assertHarmless(
                    ODD_IDS.get(random.nextInt(ODD_IDS.size())),
                    new Place(Duration.ofNanos(random.nextLong(Long.MAX_VALUE))),
                    Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 63))),
                    Instant.ofEpochMilli(random.nextLong(-1L << 50, 1L << 50)));
        }
    }

    private static void assertHarmless(String id, Place place, Duration runtime, Instant time)
            throws IOException {
        for (ServiceRequest request : all(id, place, runtime, time).toList()) {
            assertThat(request.path()).matches("/api/[A-Za-z0-9/%._*-]+");
            assertThat(request.target()).doesNotContain("isFinished\":false");
            String body = request.body().orElse("{}");
            assertThat(body).doesNotContain("isFinished\":false");
            assertHarmlessJson(body);
        }
    }

    private static void assertHarmlessJson(String body) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                assertThat(token).isNotIn(JsonToken.VALUE_FALSE, JsonToken.VALUE_NULL);
                if (token.isNumeric()) {
                    assertThat(json.getDoubleValue()).isFinite();
                }
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("progress")) {
                    json.nextToken();
                    assertThat(json.getDoubleValue()).isBetween(0.0, 1.0);
                }
            }
        }
    }

    private static Stream<ServiceRequest> all(
            String id, Place place, Duration runtime, Instant time) {
        Stream<ServiceRequest> always =
                Stream.of(
                        AudiobookshelfRequests.progressList(),
                        AudiobookshelfRequests.me(),
                        AudiobookshelfRequests.libraries(),
                        AudiobookshelfRequests.progress(id),
                        AudiobookshelfRequests.items(id),
                        AudiobookshelfRequests.item(id),
                        AudiobookshelfRequests.itemExpanded(id),
                        AudiobookshelfRequests.session(
                                AudiobookshelfRequests.sessionId("listener", id), id, place, time),
                        AudiobookshelfRequests.session(id, id, place, time),
                        AudiobookshelfRequests.patchFinished(id));
        if (runtime.compareTo(Duration.ofMillis(1)) < 0) {
            return always;
        }
        return Stream.concat(
                always,
                Stream.of(
                        AudiobookshelfRequests.patchPlace(id, place, runtime),
                        AudiobookshelfRequests.createFinished(id, place, runtime)));
    }
}
