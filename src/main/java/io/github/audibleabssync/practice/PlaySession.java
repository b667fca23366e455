package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An open player, or a row of the listening history: what a client said it listened to (reference, section 5). */
final class PlaySession {
    final String id;
    final String itemId;
    final String episodeId;
    final String deviceId;
    final long startedAt;
    private JsonNode currentTime;
    private double timeListening;
    private long updatedAt;

    /**
     * @param episodeId empty for a book
     * @param deviceId empty when the client named none
     */
    PlaySession(
            String id,
            String itemId,
            String episodeId,
            String deviceId,
            JsonNode currentTime,
            long startedAt) {
        this.id = id;
        this.itemId = itemId;
        this.episodeId = episodeId;
        this.deviceId = deviceId;
        this.currentTime = currentTime;
        this.startedAt = startedAt;
        this.updatedAt = startedAt;
    }

    /** Takes over what a player synced. */
    void advance(JsonNode place, double listened, long now) {
        currentTime = place;
        timeListening += listened;
        updatedAt = now;
    }

    /** Replaces what an offline player said before under the same id. */
    void replace(JsonNode place, double listened, long at) {
        currentTime = place;
        timeListening = listened;
        updatedAt = at;
    }

    double timeListening() {
        return timeListening;
    }

    long updatedAt() {
        return updatedAt;
    }

    ObjectNode toJson(PracticeItem item) {
        ObjectNode json = Json.object();
        json.put("id", id).put("userId", Shelf.USER).put("libraryId", item.libraryId());
        json.put("libraryItemId", itemId);
        json.put("episodeId", episodeId.isEmpty() ? null : episodeId);
        json.put("mediaType", item.isPodcast() ? "podcast" : "book");
        json.put("displayTitle", item.title()).put("displayAuthor", "Ada Practice");
        json.set("duration", Json.number(Json.seconds(item.duration())));
        json.put("playMethod", 0);
        json.putObject("deviceInfo").put("deviceId", deviceId);
        json.set("timeListening", Json.number(timeListening));
        json.set("currentTime", currentTime);
        json.put("startedAt", startedAt).put("updatedAt", updatedAt);
        return json;
    }
}
