package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the practice Audiobookshelf knows: libraries, items, one listener's entries and players. One thing at a time, as in the
 * real server's single process: every method holds the lock. Times are ms by the server's clock.
 */
final class Shelf {
    static final String USER = "practice-listener";

    private final Map<String, PracticeShelfLibrary> libraries = new LinkedHashMap<>();
    private final Map<String, PracticeItem> items = new LinkedHashMap<>();
    private final Map<String, ProgressEntry> entries = new LinkedHashMap<>();
    private final Map<String, PlaySession> open = new LinkedHashMap<>();
    private final Map<String, PlaySession> history = new LinkedHashMap<>();
    private long lastId;

    synchronized void put(PracticeShelfLibrary library) {
        libraries.put(library.id(), library);
    }

    synchronized void put(PracticeItem item) {
        if (!libraries.containsKey(item.libraryId())) {
            throw new IllegalArgumentException("no library " + item.libraryId() + " for " + item);
        }
        items.put(item.id(), item);
    }

    /** Deletes an item and, as the real one does, its entries. */
    synchronized void remove(String itemId) {
        items.remove(itemId);
        entries.values().removeIf(entry -> entry.text("libraryItemId").equals(itemId));
    }

    synchronized List<PracticeShelfLibrary> libraries() {
        return List.copyOf(libraries.values());
    }

    synchronized Optional<PracticeShelfLibrary> library(String id) {
        return Optional.ofNullable(libraries.get(id));
    }

    synchronized Collection<PracticeItem> items() {
        return List.copyOf(items.values());
    }

    synchronized Optional<PracticeItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    private static String key(String itemId, String episodeId) {
        return episodeId.isEmpty() ? itemId : itemId + "/" + episodeId;
    }

    /** All entries, oldest first. */
    synchronized List<ObjectNode> entries() {
        return entries.values().stream().map(ProgressEntry::toJson).toList();
    }

    /** An item's entry; of a podcast without an episode's id any of its episodes. */
    synchronized Optional<ObjectNode> entry(String itemId, String episodeId) {
        Optional<ProgressEntry> exact = find(itemId, episodeId);
        return exact.or(() -> episodeId.isEmpty() ? anyOf(itemId) : Optional.empty())
                .map(ProgressEntry::toJson);
    }

    private Optional<ProgressEntry> anyOf(String itemId) {
        return entries.values().stream()
                .filter(entry -> entry.text("libraryItemId").equals(itemId))
                .findFirst();
    }

    synchronized Optional<PracticeEntry> snapshot(String itemId) {
        return find(itemId, "").map(ProgressEntry::snapshot);
    }

    private Optional<ProgressEntry> find(String itemId, String episodeId) {
        return Optional.ofNullable(entries.get(key(itemId, episodeId)));
    }

    /** Writes an entry as a PATCH does. */
    synchronized void patch(PracticeItem item, String episodeId, JsonNode sent, long now) {
        write(item, episodeId, sent, FinishSetting.sentIn(sent), now);
    }

    private void write(
            PracticeItem item, String episodeId, JsonNode sent, FinishSetting setting, long now) {
        Optional<ProgressEntry> entry = find(item.id(), episodeId);
        if (entry.isPresent()) {
            entry.get().update(sent, setting, now);
        } else {
            entries.put(
                    key(item.id(), episodeId),
                    ProgressEntry.create(names(item, episodeId), sent, now));
        }
    }

    private ObjectNode names(PracticeItem item, String episodeId) {
        ObjectNode names = Json.object();
        names.put("id", "entry-" + ++lastId).put("userId", USER).put("libraryItemId", item.id());
        names.put("episodeId", episodeId.isEmpty() ? null : episodeId);
        names.put("mediaItemId", episodeId.isEmpty() ? item.mediaId() : episodeId);
        return names.put("mediaItemType", episodeId.isEmpty() ? "book" : "podcastEpisode");
    }

    /** Puts an entry in place exactly as a document of the API says. */
    synchronized void prepare(PracticeItem item, JsonNode document) {
        entries.put(item.id(), ProgressEntry.of(names(item, ""), document));
    }

    /** Deletes an entry by its own id. */
    synchronized boolean discard(String entryId) {
        return entries.values().removeIf(entry -> entry.text("id").equals(entryId));
    }

    synchronized void hide(String itemId, boolean hide, long now) {
        find(itemId, "").ifPresent(entry -> entry.hide(hide, now));
    }

    /** Opens a player; one that the same device had open is closed. A finished item starts at 0. */
    synchronized PlaySession play(PracticeItem item, String episodeId, String deviceId, long now) {
        open.values().removeIf(session -> session.deviceId.equals(deviceId));
        Optional<ProgressEntry> entry = find(item.id(), episodeId).filter(e -> !e.isFinished());
        double place = entry.map(ProgressEntry::currentTime).orElse(0.0);
        String id = "play-" + ++lastId;
        JsonNode start = Double.isNaN(place) ? LongNode.valueOf(0) : Json.number(place);
        PlaySession session = new PlaySession(id, item.id(), episodeId, deviceId, start, now);
        open.put(id, session);
        return session;
    }

    synchronized Optional<PlaySession> open(String sessionId) {
        return Optional.ofNullable(open.get(sessionId));
    }

    /** A player's sync: overwrites the entry whatever its date; without a place it removes the place. */
    synchronized boolean sync(String sessionId, JsonNode sent, long now) {
        PlaySession session = open.get(sessionId);
        PracticeItem item = session == null ? null : items.get(session.itemId);
        if (session == null || item == null) {
            return false;
        }
        JsonNode place = sent.path("currentTime");
        double listened = Loose.number(sent.path("timeListened"));
        session.advance(place, Double.isNaN(listened) ? 0 : listened, now);
        if (listened > 0) {
            history.put(session.id, session);
        }
        ObjectNode change = placeOf(item, place);
        write(item, session.episodeId, change, finishSetting(item), now);
        return true;
    }

    synchronized boolean close(String sessionId) {
        return open.remove(sessionId) != null;
    }

    /** An offline player's session: written only if the entry is not newer. Empty when the item is unknown. */
    synchronized Optional<Boolean> syncLocal(JsonNode sent, String deviceId, long now) {
        PracticeItem item = items.get(sent.path("libraryItemId").asText());
        String episodeId = sent.path("episodeId").asText("");
        if (item == null || item.isPodcast() != !episodeId.isEmpty()) {
            return Optional.empty();
        }
        String id = sent.path("id").asText();
        long updatedAt = Loose.time(sent.path("updatedAt")).orElse(now);
        JsonNode place = sent.path("currentTime");
        double listened = Loose.number(sent.path("timeListening"));
        history.computeIfAbsent(
                        id, key -> new PlaySession(id, item.id(), episodeId, deviceId, place, now))
                .replace(place, Double.isNaN(listened) ? 0 : listened, updatedAt);
        Optional<ProgressEntry> entry = find(item.id(), episodeId);
        if (entry.isPresent() && entry.get().lastUpdate() > updatedAt) {
            return Optional.of(false);
        }
        ObjectNode change = placeOf(item, place).put("lastUpdate", updatedAt);
        write(item, episodeId, change, finishSetting(item), now);
        return Optional.of(true);
    }

    /** A place, with its fraction of the item's own duration. */
    private static ObjectNode placeOf(PracticeItem item, JsonNode place) {
        ObjectNode change = Json.object();
        double duration = Json.seconds(item.duration());
        change.set("currentTime", place);
        change.set("duration", Json.number(duration));
        double fraction = duration > 0 ? Loose.number(place) / duration : 0;
        if (!Double.isNaN(fraction)) {
            change.set("progress", Json.number(fraction));
        }
        return change;
    }

    private FinishSetting finishSetting(PracticeItem item) {
        PracticeShelfLibrary library = libraries.get(item.libraryId());
        return library == null ? FinishSetting.USUAL : library.finish();
    }

    /** The rows of the listening history, the latest first. */
    synchronized List<PlaySession> history() {
        return history.values().stream()
                .sorted(Comparator.comparingLong(PlaySession::updatedAt).reversed())
                .toList();
    }

    synchronized double secondsListened() {
        return history.values().stream().mapToDouble(PlaySession::timeListening).sum();
    }
}
