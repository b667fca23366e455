package io.github.audibleabssync.audiobookshelf;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Every request that the daemon may send to Audiobookshelf.
 *
 * <p>Two things no request here can say: that a book is <em>not</em> finished, since the server answers by setting the place
 * to 0, and a number that is not finite. Item ids are encoded into the path.
 */
public final class AudiobookshelfRequests {

    static final String PROGRESS_LIST = "progress-list";
    static final String PROGRESS = "progress";
    static final String ITEM = "item";
    static final String ITEM_EXPANDED = "item-expanded";
    static final String SESSION = "session";

    private static final String PROGRESS_PATH = "/api/me/progress";
    private static final Duration SHORTEST_AUDIO = Duration.ofMillis(1);
    private static final String DEVICE = "audible-abs-sync";

    private AudiobookshelfRequests() {}

    /** All progress of the key's user; servers before 2.36.0 answer 404, ask {@link #me} then. */
    public static ServiceRequest progressList() {
        return ServiceRequest.get(PROGRESS_LIST, PROGRESS_PATH);
    }

    /** The key's user with all progress; the answer is a secret as a whole. */
    public static ServiceRequest me() {
        return ServiceRequest.get("me", "/api/me");
    }

    /** What the server tells anybody: that it is one, and its version. Needs no key. */
    public static ServiceRequest status() {
        return ServiceRequest.get("status", "/status");
    }

    /**
     * One book's progress; 404 when there is none.
     *
     * @throws IllegalArgumentException if the id cannot be part of a path
     */
    public static ServiceRequest progress(String itemId) {
        return ServiceRequest.get(PROGRESS, PROGRESS_PATH + "/" + segment(itemId));
    }

    /** All libraries that the user may see. */
    public static ServiceRequest libraries() {
        return ServiceRequest.get("libraries", "/api/libraries");
    }

    /**
     * All items of a library in one answer, about 1 KB each.
     *
     * @throws IllegalArgumentException if the id cannot be part of a path
     */
    public static ServiceRequest items(String libraryId) {
        return ServiceRequest.get(
                "items", "/api/libraries/" + segment(libraryId) + "/items", Map.of("limit", "0"));
    }

    /**
     * One item, to learn whether it still exists.
     *
     * @throws IllegalArgumentException if the id cannot be part of a path
     */
    public static ServiceRequest item(String itemId) {
        return ServiceRequest.get(ITEM, "/api/items/" + segment(itemId));
    }

    /**
     * One item with its runtime, tracks and chapters.
     *
     * @throws IllegalArgumentException if the id cannot be part of a path
     */
    public static ServiceRequest itemExpanded(String itemId) {
        return ServiceRequest.get(
                ITEM_EXPANDED, "/api/items/" + segment(itemId), Map.of("expanded", "1"));
    }

    /**
     * The id under which places of a book are written: always the same for an account and an item, so that the listening
     * history gets one row, not one for each write.
     *
     * @param account a name of the account that does not change
     */
    public static String sessionId(String account, String itemId) {
        String name = DEVICE + "\n" + account + "\n" + itemId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * A place, as the session of a player that was off line: the server's only conditional write. It is refused when the entry
     * was updated after {@code updatedAt}.
     *
     * @param sessionId from {@link #sessionId}
     * @param place on the item's own audio
     * @param updatedAt by the server's clock, from {@link SessionTimes#updatedAt}
     */
    public static ServiceRequest session(
            String sessionId, String itemId, Place place, Instant updatedAt) {
        String body =
                object(
                        json -> {
                            json.writeObjectFieldStart("deviceInfo");
                            json.writeStringField("deviceId", DEVICE);
                            json.writeStringField("clientName", DEVICE);
                            json.writeEndObject();
                            json.writeArrayFieldStart("sessions");
                            json.writeStartObject();
                            json.writeStringField("id", sessionId);
                            json.writeStringField("libraryItemId", itemId);
                            json.writeStringField("mediaType", "book");
                            json.writeNumberField("currentTime", seconds(place.fromStart()));
                            json.writeNumberField("timeListening", 0);
                            json.writeNumberField("startTime", seconds(place.fromStart()));
                            json.writeNumberField("startedAt", updatedAt.toEpochMilli());
                            json.writeNumberField("updatedAt", updatedAt.toEpochMilli());
                            json.writeEndObject();
                            json.writeEndArray();
                        });
        return ServiceRequest.json(SESSION, "POST", "/api/session/local-all", body);
    }

    /**
     * A place, unconditionally; for servers that do not take it as a session. Reopens a finished book when the place differs
     * from the stored one.
     *
     * @param place on the item's own audio; written as the end when beyond it
     * @param runtime the length of the item's audio, which the server believes from now on
     * @throws IllegalArgumentException if the item has no audio, or its id cannot be part of a path
     */
    public static ServiceRequest patchPlace(String itemId, Place place, Duration runtime) {
        Place within = within(place, runtime);
        double share = seconds(within.fromStart()).doubleValue() / seconds(runtime).doubleValue();
        return patch(
                "patch-place",
                itemId,
                json -> {
                    json.writeNumberField("currentTime", seconds(within.fromStart()));
                    json.writeNumberField("progress", share);
                    json.writeNumberField("duration", seconds(runtime));
                });
    }

    /**
     * Finishes a book that has an entry. Alone in its body: with a place the server may reopen the book instead.
     *
     * @throws IllegalArgumentException if the id cannot be part of a path
     */
    public static ServiceRequest patchFinished(String itemId) {
        return patch("patch-finished", itemId, json -> json.writeBooleanField("isFinished", true));
    }

    /**
     * Finishes a book that has no entry yet.
     *
     * @param place on the item's own audio; written as the end when beyond it
     * @param runtime the length of the item's audio
     * @throws IllegalArgumentException if the item has no audio, or its id cannot be part of a path
     */
    public static ServiceRequest createFinished(String itemId, Place place, Duration runtime) {
        Place within = within(place, runtime);
        return patch(
                "create-finished",
                itemId,
                json -> {
                    json.writeBooleanField("isFinished", true);
                    json.writeNumberField("currentTime", seconds(within.fromStart()));
                    json.writeNumberField("duration", seconds(runtime));
                    json.writeNumberField("progress", 1);
                });
    }

    private static ServiceRequest patch(String operation, String itemId, Fields fields) {
        return ServiceRequest.json(
                operation, "PATCH", PROGRESS_PATH + "/" + segment(itemId), object(fields));
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory takes everything", impossible);
        }
        return text.toString();
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds())
                .add(BigDecimal.valueOf(duration.toMillisPart(), 3))
                .stripTrailingZeros();
    }

    private static Place within(Place place, Duration runtime) {
        if (runtime.compareTo(SHORTEST_AUDIO) < 0) {
            throw new IllegalArgumentException(
                    "an item without audio has no place to write to: runtime " + runtime);
        }
        return place.within(runtime);
    }

    private static String segment(String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("not an id that fits into a path: '" + id + "'");
        }
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
