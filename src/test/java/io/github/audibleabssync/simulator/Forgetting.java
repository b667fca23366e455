package io.github.audibleabssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.InProcess.Answered;
import io.github.audibleabssync.wire.ServiceRequest;

import java.io.IOException;

/** Answers that are not true: of a write that is not stored, and of places that lack a book. */
final class Forgetting {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Forgetting() {}

    /** Success, as the service would say it, and nothing stored. */
    static Fault success(ServiceRequest request) throws IOException {
        String path = request.path();
        if (path.startsWith("/1.0/lastpositions")) {
            return Fault.status(200, "");
        }
        if (path.startsWith("/1.0/stats")) {
            return Fault.status(200, "{\"stats_response\":{}}");
        }
        if (path.startsWith("/api/session")) {
            JsonNode sent = JSON.readTree(request.body().orElse("{}"));
            String id = sent.path("sessions").path(0).path("id").asText();
            return Fault.status(
                    200,
                    "{\"results\":[{\"id\":\"%s\",\"success\":true,\"progressSynced\":true}]}"
                            .formatted(id));
        }
        return Fault.status(200, "OK").header("Content-Type", "text/plain");
    }

    /** The same answer without the first of its places. */
    static Answered withoutFirst(Answered answered) throws IOException {
        JsonNode json = JSON.readTree(answered.body());
        if (json.path("asin_last_position_heard_annots") instanceof ArrayNode list
                && !list.isEmpty()) {
            list.remove(0);
        }
        return new Answered(
                answered.status(), answered.headers(), JSON.writeValueAsBytes(json), true);
    }
}
