package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.InProcess;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeRequest;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An offline device of Audiobookshelf that hands in a session of old, under its own id and with its own time. */
final class StaleSession {

    private StaleSession() {}

    /** Whether a request is one of these, and not the daemon's. */
    static boolean isOne(PracticeRequest request) {
        return request.text().startsWith("{\"id\":\"stale-");
    }

    static void replay(PracticeAudiobookshelf shelf, String item, Place place, Instant at) {
        String session =
                """
                {"id":"stale-%s","libraryItemId":"%s","currentTime":%s,"timeListening":0,"updatedAt":%d}\
                """
                        .formatted(item, item, place.toMillis() / 1000.0, at.toEpochMilli());
        Objects.requireNonNull(
                InProcess.ask(
                        shelf,
                        "POST",
                        "/api/session/local",
                        Map.of(
                                "Authorization",
                                "Bearer " + PracticeAudiobookshelf.TOKEN,
                                "Content-Type",
                                "application/json"),
                        Optional.of(session)));
    }
}
