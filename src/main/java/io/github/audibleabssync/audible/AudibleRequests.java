package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The requests of the daemon to Audible, for {@link Marketplace#apiUrl}. None asks for a licence: licences count against a quota
 * per customer, and nothing here needs one.
 */
public final class AudibleRequests {

    /** Audible answers for no more titles in one request. */
    public static final int MOST_POSITIONS = 25;

    private static final int LARGEST_PAGE = 1000;
    private static final String FLAGS_PATH = "/1.0/stats/status/finished";
    private static final String FIRST_DAY = "2001-01-01T00:00:00Z";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AudibleRequests() {}

    /**
     * A page of the library, or of what was added and removed since a state token.
     *
     * <p>In order of purchase, so that a title bought between two pages moves none past them. The last page is the first empty
     * one; a short one proves nothing.
     *
     * @param page from 1
     * @param pageSize 1–1000; 50–200 keep Audible quick
     * @param stateToken of an earlier complete reading; empty for the whole library. Places and flags do not move it
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ServiceRequest library(int page, int pageSize, Optional<String> stateToken) {
        if (page < 1 || pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "pages count from 1 and have 1–1000 titles, not page "
                            + page
                            + " of "
                            + pageSize);
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("num_results", Integer.toString(pageSize));
        query.put("page", Integer.toString(page));
        query.put(
                "response_groups", "product_attrs,product_desc,media,is_finished,listening_status");
        query.put("sort_by", "PurchaseDate");
        stateToken.ifPresent(
                token -> {
                    query.put("state_token", token);
                    query.put("status", "Active,Revoked");
                });
        return ServiceRequest.get("library", "/1.0/library", query);
    }

    /**
     * The places of up to 25 titles; repetitions are dropped.
     *
     * @throws IllegalArgumentException if there are none or more than 25
     */
    public static ServiceRequest lastPositions(Collection<Asin> asins) {
        String list = asins.stream().distinct().map(Asin::value).collect(Collectors.joining(","));
        long count = asins.stream().distinct().count();
        if (count < 1 || count > MOST_POSITIONS) {
            throw new IllegalArgumentException(
                    "places are asked for 1–" + MOST_POSITIONS + " titles at once, not " + count);
        }
        return ServiceRequest.get(
                "last-positions", "/1.0/annotations/lastpositions", Map.of("asins", list));
    }

    /** Edition name ({@code acr}), exact runtime and chapters of a title. */
    public static ServiceRequest contentMetadata(Asin asin) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_groups", "chapter_info,content_reference");
        query.put("chapter_titles_type", "Flat");
        return ServiceRequest.get(
                "content-metadata", "/1.0/content/" + asin.value() + "/metadata", query);
    }

    /**
     * Sets the place of a title. Audible dates it with its own time, and a success status proves nothing: read it back.
     *
     * @param acr of the title's content metadata; with any other one Audible reports success and keeps nothing
     * @param place on Audible's own audio, intro included
     */
    public static ServiceRequest putLastPosition(Asin asin, String acr, Place place) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("acr", acr).put("asin", asin.value()).put("position_ms", place.toMillis());
        return ServiceRequest.json(
                "put-last-position", "PUT", "/1.0/lastpositions/" + asin.value(), text(body));
    }

    /**
     * The finished flags that changed since a time, titles whose flag was taken off included.
     *
     * @param since by Audible's clock, cut to seconds
     * @param continuation of the page before; empty for the first
     */
    public static ServiceRequest finishedFlags(Instant since, Optional<String> continuation) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("start_date", Instant.ofEpochSecond(since.getEpochSecond()).toString());
        continuation.ifPresent(token -> query.put("continuation_token", token));
        return ServiceRequest.get("finished-flags", FLAGS_PATH, query);
    }

    /** The finished flag of one title, whenever it changed. */
    public static ServiceRequest finishedFlag(Asin asin) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("asin", asin.value());
        query.put("start_date", FIRST_DAY);
        return ServiceRequest.get("finished-flag", FLAGS_PATH, query);
    }

    /**
     * Sets or takes off the finished flag of a title; its place stays. Success is answered to nonsense too: read it back.
     *
     * @param at when the listener finished, cut to milliseconds
     */
    public static ServiceRequest markFinished(Asin asin, boolean finished, Instant at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("stats")
                .addObject()
                .put("event_type", finished ? "ManualMarkAsFinished" : "ManualMarkAsUnfinished")
                .put("asin", asin.value())
                .put("event_timestamp", MILLIS.format(at))
                .put("listening_mode", "Online")
                .put("delivery_type", "Streaming")
                .put("audio_type", "FullTitle")
                .put("store", "Audible")
                .put("asin_owned", true)
                .put("playing_immersion_reading", false)
                .put("local_timezone", "Etc/UTC")
                .put("social_network_site", "Unknown");
        return ServiceRequest.json("mark-finished", "PUT", "/1.0/stats/events", text(body));
    }

    /** A {@link JsonNode} prints itself as compact JSON. */
    private static String text(JsonNode body) {
        return body.toString();
    }
}
