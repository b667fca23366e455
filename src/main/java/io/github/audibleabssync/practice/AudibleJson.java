package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Asin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The documents of Audible's API (reference, sections 7, 8, 10 and 11). */
final class AudibleJson {

    /** UTC without a mark of it. */
    private static final DateTimeFormatter LAST_UPDATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private AudibleJson() {}

    static String iso(Instant instant) {
        return ISO.format(instant);
    }

    static Answer message(int status, String message) {
        return Answer.json(status, Json.object().put("message", message));
    }

    static ObjectNode groups(ObjectNode json, Set<String> asked) {
        ArrayNode groups = json.putArray("response_groups").add("always-returned");
        asked.stream().sorted().forEach(groups::add);
        return json;
    }

    /** A library row; what was not asked for is null. */
    static ObjectNode libraryItem(Titles.Row row, Set<String> groups) {
        PracticeTitle title = row.title();
        boolean described = groups.contains("product_desc") || groups.contains("product_attrs");
        ObjectNode item = Json.object();
        item.put("asin", title.asin().value());
        item.put("title", described ? title.title() : null);
        item.put("status", row.revoked() ? "Revoked" : "Active");
        item.put("purchase_date", "2025-03-14T18:22:05.000Z");
        item.put("content_delivery_type", title.deliveryType()).put("content_type", "Product");
        item.put("origin_asin", title.asin().value()).put("origin_type", "Purchase");
        if (groups.contains("media")) {
            item.put("runtime_length_min", title.runtime().toMinutes());
        } else {
            item.putNull("runtime_length_min");
        }
        boolean finished = row.finished().map(FinishedRecord::finished).orElse(false);
        if (groups.contains("is_finished")) {
            item.put("is_finished", finished);
        } else {
            item.putNull("is_finished");
        }
        if (groups.contains("percent_complete")) {
            item.put("percent_complete", 0.0);
        } else {
            item.putNull("percent_complete");
        }
        if (groups.contains("listening_status")) {
            ObjectNode status = item.putObject("listening_status");
            status.put("is_finished", finished).put("percent_complete", 0.0);
            status.put("time_remaining_seconds", title.runtime().toSeconds());
            status.put(
                    "finished_at_timestamp",
                    row.finished().map(record -> iso(record.eventTime())).orElse(null));
        } else {
            item.putNull("listening_status");
        }
        return item;
    }

    static ObjectNode lastPosition(Asin asin, Optional<HeardPosition> position) {
        ObjectNode json = Json.object().put("asin", asin.value());
        json.set("last_position_heard", heard(position));
        return json;
    }

    static ObjectNode heard(Optional<HeardPosition> position) {
        ObjectNode heard = Json.object();
        if (position.isPresent()) {
            heard.put("last_updated", LAST_UPDATED.format(position.get().lastUpdated()));
            heard.put("position_ms", position.get().positionMs());
            heard.put("status", "Exists");
        } else {
            heard.put("status", "DoesNotExist");
        }
        return heard;
    }

    static ObjectNode finished(Asin asin, FinishedRecord record) {
        return Json.object()
                .put("asin", asin.value())
                .put("event_timestamp", iso(record.eventTime()))
                .put("is_marked_as_finished", record.finished())
                .put("update_date", iso(record.updated()));
    }

    static ObjectNode reference(PracticeTitle title, String acr) {
        ObjectNode reference = Json.object();
        reference.put("acr", acr).put("asin", title.asin().value()).put("codec", "mp4a.40.2");
        reference.put("content_format", "AAX_44_128").put("content_size_in_bytes", 489_123_456);
        reference.put("file_version", "1").put("marketplace", "AF2M0KC94RCEA");
        return reference
                .put("sku", "BK_PRAC_" + title.asin())
                .put("tempo", "1.0")
                .put("version", "1");
    }

    static ObjectNode chapters(PracticeTitle title) {
        ObjectNode info = Json.object();
        info.put("brandIntroDurationMs", title.intro().toMillis());
        info.put("brandOutroDurationMs", title.outro().toMillis());
        info.put("is_accurate", true);
        info.put("runtime_length_ms", title.runtime().toMillis());
        info.put("runtime_length_sec", title.runtime().toSeconds());
        ArrayNode chapters = info.putArray("chapters");
        List<Duration> starts =
                title.chapterStarts().isEmpty() ? List.of(Duration.ZERO) : title.chapterStarts();
        for (int i = 0; i < starts.size(); i++) {
            Duration end = i + 1 < starts.size() ? starts.get(i + 1) : title.runtime();
            ObjectNode chapter = chapters.addObject();
            chapter.put("length_ms", end.minus(starts.get(i)).toMillis());
            chapter.put("start_offset_ms", starts.get(i).toMillis());
            chapter.put("start_offset_sec", starts.get(i).toSeconds());
            chapter.put("title", "Chapter " + (i + 1));
        }
        return info;
    }

    /** A refused licence: what customers have been getting since September 2026. */
    static ObjectNode throttled(String asin) {
        ObjectNode json = Json.object();
        ObjectNode license = json.putObject("content_license");
        license.putNull("acr").put("asin", asin).putObject("content_metadata");
        ObjectNode reason = license.putArray("license_denial_reasons").addObject();
        reason.put("message", "Customer id [A0PRACTICE] being throttled");
        reason.put("rejectionReason", "CustomerThrottled").put("validationType", "Ownership");
        license.put("message", "License not granted").put("status_code", "Denied");
        return groups(json, Set.of());
    }
}
