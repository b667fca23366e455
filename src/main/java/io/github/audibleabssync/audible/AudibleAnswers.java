package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Audible's answers as core types. An answer that is not what its request promises is an {@link UnexpectedAnswer}; an entry that
 * is not costs only itself.
 */
public final class AudibleAnswers {

    private AudibleAnswers() {}

    /**
     * Turns everything but a success status into the failure that it is. Bodies are read by the other methods.
     *
     * @param host of the API, for messages
     * @throws io.github.audibleabssync.failure.CredentialsRejected at 401, and at 403 that speaks of authentication
     * @throws io.github.audibleabssync.failure.RateLimited at 429, with the wait asked for: a minute unless said, an hour at most
     * @throws io.github.audibleabssync.failure.ServiceUnavailable at 5xx
     * @throws io.github.audibleabssync.failure.WriteRefused at any other 4xx to a write
     * @throws UnexpectedAnswer at any other status
     */
    public static void check(ServiceRequest request, ServiceAnswer answer, String host) {
        AnswerCheck.check(request, answer, host);
    }

    /**
     * The places of the titles asked for. One that Audible left out is not in the map: nothing is known of it.
     *
     * @throws UnexpectedAnswer if it is no complete JSON with the list of places
     */
    public static Map<Asin, LastPosition> lastPositions(ServiceAnswer answer) {
        Map<Asin, LastPosition> places = new HashMap<>();
        JsonAnswer.readList(
                "the request for places",
                answer,
                "asin_last_position_heard_annots",
                entry -> addPlace(entry, places));
        return places;
    }

    /**
     * A page of the library.
     *
     * @throws UnexpectedAnswer if it is no complete JSON with the list of titles
     */
    public static LibraryPage library(ServiceAnswer answer) {
        return LibraryReader.read(answer);
    }

    /**
     * What the audio of a title is like. Parts that Audible left out or sent as null are empty.
     *
     * @param now when it was read
     * @throws UnexpectedAnswer if it is no complete JSON with {@code content_metadata}
     */
    public static AudibleAudio contentMetadata(ServiceAnswer answer, Instant now) {
        return ContentMetadataReader.read(answer, now);
    }

    /**
     * A page of finished flags; of several for one title the newest.
     *
     * @throws UnexpectedAnswer if it is no complete JSON with the list of flags
     */
    public static FinishedFlags finishedFlags(ServiceAnswer answer) {
        Map<Asin, FinishedFlags.Flag> flags = new HashMap<>();
        Map<String, JsonNode> others =
                JsonAnswer.readList(
                        "the request for finished flags",
                        answer,
                        "mark_as_finished_status_list",
                        entry -> addFlag(entry, flags));
        JsonNode more = others.getOrDefault("continuation_token", MissingNode.getInstance());
        return new FinishedFlags(flags, JsonAnswer.text(more));
    }

    static Optional<Asin> asin(JsonNode entry) {
        return JsonAnswer.text(entry.path("asin")).flatMap(Asin::find);
    }

    private static void addPlace(JsonNode entry, Map<Asin, LastPosition> places) {
        asin(entry)
                .ifPresent(
                        asin -> places.merge(asin, lastPosition(entry), AudibleAnswers::credible));
    }

    private static LastPosition lastPosition(JsonNode entry) {
        JsonNode heard = entry.path("last_position_heard");
        return switch (heard.path("status").asText()) {
            case "DoesNotExist" -> new LastPosition.NeverHeard();
            case "Exists" -> place(heard);
            default -> new LastPosition.Unreadable();
        };
    }

    private static LastPosition place(JsonNode heard) {
        JsonNode millis = heard.path("position_ms");
        return millis.isNumber() && millis.canConvertToLong() && millis.doubleValue() >= 0
                ? new LastPosition.Heard(
                        Place.ofMillis(millis.longValue()),
                        AudibleTime.find(heard.path("last_updated")))
                : new LastPosition.Unreadable();
    }

    /** Of two entries for one title: the later place, and nothing when they contradict each other otherwise. */
    private static LastPosition credible(LastPosition one, LastPosition other) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof LastPosition.Heard(Place ignored, Optional<Instant> first)
                && other instanceof LastPosition.Heard(Place alsoIgnored, Optional<Instant> second)
                && first.isPresent()
                && second.isPresent()
                && !first.equals(second)) {
            return first.get().isAfter(second.get()) ? one : other;
        }
        return new LastPosition.Unreadable();
    }

    private static void addFlag(JsonNode entry, Map<Asin, FinishedFlags.Flag> flags) {
        JsonNode finished = entry.path("is_marked_as_finished");
        Optional<Asin> asin = asin(entry);
        if (asin.isPresent() && finished.isBoolean()) {
            Optional<Instant> changedAt = AudibleTime.find(entry.path("event_timestamp"));
            flags.merge(
                    asin.get(),
                    new FinishedFlags.Flag(finished.booleanValue(), changedAt),
                    FinishedFlags.Flag::newer);
        }
    }
}
