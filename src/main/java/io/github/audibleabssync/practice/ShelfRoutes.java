package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The paths of the practice Audiobookshelf's API, for requests that passed the door. */
final class ShelfRoutes {
    private final Shelf shelf;
    private final LongSupplier now;
    private final Predicate<ShelfFeature> has;
    private final String legacyToken;

    /** What versions differ in. */
    enum ShelfFeature {
        PROGRESS_LIST,
        PODCAST_CHECK,
        LOCAL_SESSIONS
    }

    ShelfRoutes(Shelf shelf, LongSupplier now, Predicate<ShelfFeature> has, String legacyToken) {
        this.shelf = shelf;
        this.now = now;
        this.has = has;
        this.legacyToken = legacyToken;
    }

    Router router() {
        return new Router()
                .add("GET", "/api/me", (request, ids) -> Answer.json(200, user()))
                .add("POST", "/api/authorize", (request, ids) -> Answer.json(200, authorized()))
                .add("GET", "/api/me/progress", (request, ids) -> progressList(request))
                .add("GET", "/api/me/progress/:id", (request, ids) -> entry(ids.get(0), ""))
                .add("GET", "/api/me/progress/:id/:ep", (r, ids) -> entry(ids.get(0), ids.get(1)))
                .add("PATCH", "/api/me/progress/:id", (r, ids) -> patch(r, ids.get(0), ""))
                .add(
                        "PATCH",
                        "/api/me/progress/:id/:ep",
                        (r, ids) -> patch(r, ids.get(0), ids.get(1)))
                .add("DELETE", "/api/me/progress/:id", (r, ids) -> done(shelf.discard(ids.get(0))))
                .add("GET", "/api/me/listening-sessions", (r, ids) -> history(r))
                .add("POST", "/api/session/local", (request, ids) -> local(request))
                .add("POST", "/api/session/local-all", (request, ids) -> localAll(request))
                .add("GET", "/api/session/:id", (request, ids) -> session(ids.get(0)))
                .add("POST", "/api/session/:id/sync", (r, ids) -> sync(r, ids.get(0)))
                .add("POST", "/api/session/:id/close", (r, ids) -> close(r, ids.get(0)))
                .add("POST", "/api/items/:id/play", (r, ids) -> play(r, ids.get(0), ""))
                .add("POST", "/api/items/:id/play/:ep", (r, i) -> play(r, i.get(0), i.get(1)))
                .add("GET", "/api/items/:id", (request, ids) -> item(request, ids.get(0)))
                .add("GET", "/api/libraries", (request, ids) -> libraries())
                .add("GET", "/api/libraries/:id", (request, ids) -> library(ids.get(0)))
                .add("GET", "/api/libraries/:id/items", (r, ids) -> items(r, ids.get(0)));
    }

    private static Answer notFound() {
        return Answer.text(404, "Not Found");
    }

    private static Answer done(boolean done) {
        return done ? Answer.text(200, "OK") : notFound();
    }

    /** A JSON or form body; an empty document for any other content type, whose body is ignored. */
    private static JsonNode body(PracticeRequest request) {
        String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "application/json" -> Json.read(request.body()).orElse(Json.object());
            case "application/x-www-form-urlencoded" -> {
                ObjectNode fields = Json.object();
                request.fields().forEach(fields::put);
                yield fields;
            }
            default -> Json.object();
        };
    }

    private ObjectNode user() {
        ObjectNode user = Json.object();
        user.put("id", Shelf.USER).put("username", "listener").putNull("email");
        user.put("type", "user").put("token", legacyToken);
        user.putArray("mediaProgress").addAll(shelf.entries());
        user.putArray("bookmarks");
        return user.put("isActive", true).put("isLocked", false);
    }

    private ObjectNode authorized() {
        ObjectNode json = Json.object();
        json.set("user", user());
        json.putObject("serverSettings").put("version", "2.36.0");
        json.put("Source", "docker");
        return json;
    }

    private Answer progressList(PracticeRequest request) {
        if (!has.test(ShelfFeature.PROGRESS_LIST)) {
            return Answer.html(404, "Cannot GET " + request.path());
        }
        ObjectNode json = Json.object();
        json.putArray("mediaProgress").addAll(shelf.entries());
        return Answer.json(200, json);
    }

    private Answer entry(String itemId, String episodeId) {
        return shelf.entry(itemId, episodeId)
                .map(entry -> Answer.json(200, entry))
                .orElseGet(ShelfRoutes::notFound);
    }

    private Answer patch(PracticeRequest request, String itemId, String episodeId) {
        JsonNode body = body(request);
        Optional<PracticeItem> item = shelf.item(itemId);
        if (item.isEmpty()) {
            return Answer.text(404, "Library item not found");
        }
        if (item.get().isPodcast() && episodeId.isEmpty()) {
            if (!has.test(ShelfFeature.PODCAST_CHECK)) {
                throw new ProcessEnded("progress of a podcast without an episode");
            }
            return Answer.text(400, "Library item is not a book");
        }
        if (!episodeId.isEmpty() && !item.get().episodes().contains(episodeId)) {
            return Answer.text(404, "Episode not found");
        }
        if (body.isObject()) {
            shelf.patch(item.get(), episodeId, body, now.getAsLong());
        }
        return Answer.text(200, "OK");
    }

    private Answer local(PracticeRequest request) {
        JsonNode body = body(request);
        Optional<Boolean> synced = syncLocal(body, body.path("deviceInfo"));
        return synced.isPresent()
                ? Answer.text(200, "OK")
                : Answer.text(500, "Media item not found");
    }

    private Answer localAll(PracticeRequest request) {
        if (!has.test(ShelfFeature.LOCAL_SESSIONS)) {
            return Answer.html(404, "Cannot POST " + request.path());
        }
        JsonNode body = body(request);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("results");
        for (JsonNode session : body.path("sessions")) {
            Optional<Boolean> synced = syncLocal(session, body.path("deviceInfo"));
            ObjectNode result = results.addObject().put("id", session.path("id").asText());
            result.put("success", synced.isPresent());
            synced.ifPresentOrElse(
                    applied -> result.put("progressSynced", applied),
                    () -> result.put("error", "Media item not found"));
        }
        return Answer.json(200, answer);
    }

    private Optional<Boolean> syncLocal(JsonNode session, JsonNode deviceInfo) {
        if (session.path("id").isNumber()) {
            throw new ProcessEnded("a local session with a numeric id");
        }
        String device = deviceInfo.path("deviceId").asText("");
        return shelf.syncLocal(session, device, now.getAsLong());
    }

    private Answer play(PracticeRequest request, String itemId, String episodeId) {
        Optional<PracticeItem> item = shelf.item(itemId);
        if (item.isEmpty()) {
            return notFound();
        }
        if (item.get().forbidden()) {
            return Answer.text(403, "Forbidden");
        }
        String device = body(request).path("deviceInfo").path("deviceId").asText("");
        PlaySession session = shelf.play(item.get(), episodeId, device, now.getAsLong());
        return Answer.json(200, session.toJson(item.get()));
    }

    private Answer session(String id) {
        Optional<PlaySession> session = shelf.open(id);
        Optional<PracticeItem> item = session.flatMap(open -> shelf.item(open.itemId));
        return item.isPresent()
                ? Answer.json(200, session.orElseThrow().toJson(item.get()))
                : notFound();
    }

    private Answer sync(PracticeRequest request, String id) {
        return done(shelf.sync(id, body(request), now.getAsLong()));
    }

    private Answer close(PracticeRequest request, String id) {
        JsonNode body = body(request);
        if (!body.isEmpty()) {
            shelf.sync(id, body, now.getAsLong());
        }
        return done(shelf.close(id));
    }

    private Answer history(PracticeRequest request) {
        int size = request.parameter("itemsPerPage").map(Integer::parseInt).orElse(10);
        int page = request.parameter("page").map(Integer::parseInt).orElse(0);
        List<PlaySession> all = shelf.history();
        ObjectNode json = Json.object();
        json.put("total", all.size()).put("numPages", (all.size() + size - 1) / size);
        json.put("page", page).put("itemsPerPage", size);
        ArrayNode sessions = json.putArray("sessions");
        all.stream()
                .skip((long) page * size)
                .limit(size)
                .forEach(row -> shelf.item(row.itemId).ifPresent(i -> sessions.add(row.toJson(i))));
        return Answer.json(200, json);
    }

    private Answer libraries() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("libraries");
        shelf.libraries().forEach(library -> list.add(ShelfJson.library(library)));
        return Answer.json(200, json);
    }

    private Answer library(String id) {
        return shelf.library(id)
                .map(library -> Answer.json(200, ShelfJson.library(library)))
                .orElse(Answer.text(404, "Library not found"));
    }

    private Answer items(PracticeRequest request, String libraryId) {
        Optional<PracticeShelfLibrary> library = shelf.library(libraryId);
        if (library.isEmpty()) {
            return Answer.text(404, "Library not found");
        }
        int limit = request.parameter("limit").map(Integer::parseInt).orElse(0);
        int page = request.parameter("page").map(Integer::parseInt).orElse(0);
        if (limit < 0 || page < 0) {
            return Answer.text(400, "Bad Request");
        }
        List<PracticeItem> all =
                shelf.items().stream()
                        .filter(item -> item.libraryId().equals(libraryId) && !item.forbidden())
                        .toList();
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        all.stream()
                .skip((long) page * limit)
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .forEach(item -> results.add(ShelfJson.minified(item)));
        json.put("total", all.size()).put("limit", limit).put("page", page);
        json.put("sortDesc", false);
        json.put("mediaType", library.get().podcasts() ? "podcast" : "book");
        json.put("minified", false).put("collapseseries", false).put("include", "");
        return Answer.json(200, json.put("offset", (long) page * limit));
    }

    private Answer item(PracticeRequest request, String id) {
        Optional<PracticeItem> item = shelf.item(id);
        if (item.isEmpty()) {
            return notFound();
        }
        if (item.get().forbidden()) {
            return Answer.text(403, "Forbidden");
        }
        boolean expanded = request.parameter("expanded").filter("1"::equals).isPresent();
        ObjectNode json = ShelfJson.single(item.get(), expanded);
        boolean withProgress = request.parameter("include").filter("progress"::equals).isPresent();
        if (expanded && withProgress) {
            shelf.entry(id, "").ifPresent(entry -> json.set("userMediaProgress", entry));
        }
        return Answer.json(200, json);
    }
}
