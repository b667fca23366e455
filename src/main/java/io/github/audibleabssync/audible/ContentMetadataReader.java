package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what Audible says of a title's audio. Brand intro and outro are its only names in camel case. */
final class ContentMetadataReader {

    private static final String ASKED = "the request for content metadata";

    private ContentMetadataReader() {}

    static AudibleAudio read(ServiceAnswer answer, Instant now) {
        JsonNode metadata = JsonAnswer.readObject(ASKED, answer).path("content_metadata");
        if (!metadata.isObject()) {
            throw JsonAnswer.unexpected(ASKED, "lacks content_metadata", answer);
        }
        JsonNode chapters = metadata.path("chapter_info");
        return new AudibleAudio(
                JsonAnswer.text(metadata.path("content_reference").path("acr")),
                millis(chapters.path("runtime_length_ms")).filter(Duration::isPositive),
                millis(chapters.path("brandIntroDurationMs")).orElse(Duration.ZERO),
                millis(chapters.path("brandOutroDurationMs")).orElse(Duration.ZERO),
                starts(chapters.path("chapters")),
                now);
    }

    private static List<Duration> starts(JsonNode chapters) {
        List<Duration> starts = new ArrayList<>();
        return collect(chapters, starts) ? List.copyOf(starts) : List.of();
    }

    /**
     * Adds the starts of a list of chapters, of parts and then of their chapters.
     *
     * @return false when one is unreadable or earlier than the one before: then none is to be trusted
     */
    private static boolean collect(JsonNode chapters, List<Duration> starts) {
        for (JsonNode chapter : chapters) {
            Optional<Duration> start = millis(chapter.path("start_offset_ms"));
            if (start.isEmpty()
                    || (!starts.isEmpty() && start.get().compareTo(starts.getLast()) < 0)) {
                return false;
            }
            starts.add(start.get());
            if (!collect(chapter.path("chapters"), starts)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Duration> millis(JsonNode value) {
        return value.isNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? Optional.of(Duration.ofMillis(value.longValue()))
                : Optional.empty();
    }
}
