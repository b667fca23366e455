package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Asin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The paths of the practice Audible's API, for requests that passed the door. */
final class AudibleRoutes {
    private static final int MOST_ASINS = 25;
    private static final int LONGEST_ASINS = 500;
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final Titles titles;
    private final Supplier<Instant> now;
    private volatile int finishedPage = 100;

    AudibleRoutes(Titles titles, Supplier<Instant> now) {
        this.titles = titles;
        this.now = now;
    }

    void finishedPage(int size) {
        finishedPage = size;
    }

    Router router() {
        return new Router()
                .add("GET", "/1.0/library", (request, ids) -> library(request))
                .add(
                        "GET",
                        "/1.0/library/:asin",
                        (request, ids) -> libraryItem(request, ids.get(0)))
                .add("GET", "/1.0/annotations/lastpositions", (r, ids) -> lastPositions(r))
                .add("PUT", "/1.0/lastpositions/:asin", (r, ids) -> putPosition(r, ids.get(0)))
                .add("GET", "/1.0/content/:asin/metadata", (r, ids) -> metadata(r, ids.get(0)))
                .add(
                        "POST",
                        "/1.0/content/:asin/licenserequest",
                        (r, ids) -> Answer.json(200, AudibleJson.throttled(ids.get(0))))
                .add("GET", "/1.0/stats/status/finished", (r, ids) -> finished(r))
                .add("PUT", "/1.0/stats/events", (r, ids) -> events(r));
    }

    private static Set<String> list(PracticeRequest request, String name) {
        Set<String> values = new TreeSet<>();
        Stream.of(request.parameter(name).orElse("").split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(values::add);
        return values;
    }

    private Answer library(PracticeRequest request) {
        int size;
        int page;
        long since;
        try {
            size = Integer.parseInt(request.parameter("num_results").orElse("" + USUAL_PAGE));
            Optional<String> asked =
                    request.parameter("continuation_token").or(() -> request.parameter("page"));
            page = Integer.parseInt(asked.orElse("1"));
            since = Long.parseLong(request.parameter("state_token").orElse("0"));
        } catch (NumberFormatException e) {
            return refused("page", "number");
        }
        if (size < 1 || size > LARGEST_PAGE || page < 1) {
            return refused("num_results or page", size + ", " + page);
        }
        Set<String> wanted = list(request, "status");
        Set<String> status = wanted.isEmpty() ? Set.of("Active") : wanted;
        List<Titles.Row> rows =
                titles.rows(
                        row ->
                                row.token() > since
                                        && status.contains(row.revoked() ? "Revoked" : "Active"),
                        now.get());
        long skip = (page - 1L) * size;
        Set<String> groups = list(request, "response_groups");
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        rows.stream()
                .skip(skip)
                .limit(size)
                .forEach(row -> items.add(AudibleJson.libraryItem(row, groups)));
        Answer answer =
                Answer.json(200, AudibleJson.groups(json, groups))
                        .header("total-count", Integer.toString(rows.size()));
        if (page == 1) {
            answer = answer.header("State-Token", Long.toString(titles.token()));
        }
        boolean more = skip + size < rows.size();
        return more ? answer.header("Continuation-Token", Integer.toString(page + 1)) : answer;
    }

    private static Answer refused(String field, String value) {
        return AudibleJson.message(
                400,
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint"
                        .formatted(value, field));
    }

    private Answer libraryItem(PracticeRequest request, String asin) {
        List<Titles.Row> rows =
                titles.rows(row -> row.title().asin().value().equals(asin), now.get());
        if (rows.isEmpty()) {
            return AudibleJson.message(404, "Not found");
        }
        Set<String> groups = list(request, "response_groups");
        ObjectNode json = Json.object();
        json.set("item", AudibleJson.libraryItem(rows.getFirst(), groups));
        return Answer.json(200, AudibleJson.groups(json, groups));
    }

    private Answer lastPositions(PracticeRequest request) {
        String asked = request.parameter("asins").orElse("");
        List<String> asins = List.of(asked.split(",", -1));
        if (asins.size() > MOST_ASINS) {
            return AudibleJson.message(400, "No more than 25 asins allowed in request at once");
        }
        if (asked.isEmpty() || asked.length() > LONGEST_ASINS) {
            return refused("asins", asked);
        }
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("asin_last_position_heard_annots");
        for (String asin : asins) {
            known(asin)
                    .ifPresent(
                            one ->
                                    list.add(
                                            AudibleJson.lastPosition(
                                                    one, titles.seenPosition(one, now.get()))));
        }
        return Answer.json(200, AudibleJson.groups(json, Set.of()));
    }

    private Optional<Asin> known(String text) {
        return Asin.find(text).filter(titles::isInLibrary);
    }

    /** A wrong {@code acr} is answered like a right one and stores nothing. */
    private Answer putPosition(PracticeRequest request, String path) {
        Optional<JsonNode> body = Json.read(request.body());
        JsonNode position = body.map(json -> json.path("position_ms")).orElse(Json.object());
        if (!position.isIntegralNumber() || position.longValue() < 0) {
            return refused("positionMs", position.toString());
        }
        JsonNode sent = body.orElseThrow();
        Optional<Asin> asin =
                known(path).filter(one -> sent.path("asin").asText().equals(one.value()));
        boolean rightAcr =
                asin.flatMap(titles::acr).filter(sent.path("acr").asText()::equals).isPresent();
        if (rightAcr) {
            Instant time = now.get();
            titles.heard(asin.orElseThrow(), new HeardPosition(position.longValue(), time), time);
        }
        return Answer.bare(200, "");
    }

    private Answer metadata(PracticeRequest request, String path) {
        Optional<Asin> asin = known(path);
        if (asin.isEmpty()) {
            return Answer.json(
                    400,
                    Json.object()
                            .put("error_code", "000307")
                            .put("message", "Unable to retrieve asset details, asin:" + path));
        }
        PracticeTitle title = titles.title(asin.get()).orElseThrow();
        Set<String> groups = list(request, "response_groups");
        ObjectNode json = Json.object();
        ObjectNode metadata = json.putObject("content_metadata");
        if (groups.contains("chapter_info")) {
            metadata.set("chapter_info", AudibleJson.chapters(title));
        }
        if (groups.contains("content_reference")) {
            String acr = titles.acr(asin.get()).orElseThrow();
            metadata.set("content_reference", AudibleJson.reference(title, acr));
        }
        if (groups.contains("last_position_heard")) {
            metadata.set(
                    "last_position_heard",
                    AudibleJson.heard(titles.seenPosition(asin.get(), now.get())));
        }
        return Answer.json(200, AudibleJson.groups(json, groups));
    }

    private Answer finished(PracticeRequest request) {
        Optional<String> asin = request.parameter("asin");
        Optional<Instant> start = request.parameter("start_date").flatMap(AudibleRoutes::instant);
        if (asin.isEmpty() && start.isEmpty()) {
            return refused("startDate", request.parameter("start_date").orElse("null"));
        }
        int skip;
        try {
            skip = Integer.parseInt(request.parameter("continuation_token").orElse("0"));
        } catch (NumberFormatException e) {
            return refused("continuationToken", request.query());
        }
        List<Map.Entry<Asin, FinishedRecord>> records =
                titles.records(now.get()).stream()
                        .filter(one -> asin.isEmpty() || one.getKey().value().equals(asin.get()))
                        .filter(
                                one ->
                                        start.isEmpty()
                                                || !one.getValue()
                                                        .eventTime()
                                                        .isBefore(start.get()))
                        .toList();
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("mark_as_finished_status_list");
        records.stream()
                .skip(skip)
                .limit(finishedPage)
                .forEach(one -> list.add(AudibleJson.finished(one.getKey(), one.getValue())));
        boolean more = skip + finishedPage < records.size();
        json.put("continuation_token", more ? Integer.toString(skip + finishedPage) : null);
        return Answer.json(200, json);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException garbage) {
            return Optional.empty();
        }
    }

    private Answer events(PracticeRequest request) {
        Optional<JsonNode> body = Json.read(request.body());
        if (body.isEmpty()) {
            return refused("stats", "null");
        }
        Instant time = now.get();
        for (JsonNode event : body.get().path("stats")) {
            Optional<Boolean> finished =
                    switch (event.path("event_type").asText()) {
                        case "ManualMarkAsFinished", "MarkAsFinished" -> Optional.of(true);
                        case "ManualMarkAsUnfinished", "MarkAsUnfinished" -> Optional.of(false);
                        default -> Optional.empty();
                    };
            Optional<Asin> asin = known(event.path("asin").asText());
            Optional<Instant> at = instant(event.path("event_timestamp").asText());
            if (finished.isPresent() && asin.isPresent() && at.isPresent()) {
                titles.mark(asin.get(), new FinishedRecord(finished.get(), at.get(), time), time);
            }
        }
        ObjectNode json = Json.object();
        json.putObject("stats_response").put("stats_posted_timestamp", AudibleJson.iso(time));
        return Answer.json(200, json);
    }
}
