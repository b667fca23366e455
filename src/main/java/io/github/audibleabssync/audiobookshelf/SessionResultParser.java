package io.github.audibleabssync.audiobookshelf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what became of one session among the results of a request. */
final class SessionResultParser {

    private Optional<String> id = Optional.empty();
    private Optional<Boolean> success = Optional.empty();
    private Optional<Boolean> synced = Optional.empty();

    private SessionResultParser() {}

    static SessionResult read(Json json, String sessionId) throws IOException {
        List<SessionResultParser> results = new ArrayList<>();
        json.fields(
                name -> {
                    if (name.equals("results")) {
                        json.elements(name, () -> results.add(next(json)));
                    }
                });
        return results.stream()
                .filter(result -> result.id.map(sessionId::equals).orElse(true))
                .findFirst()
                .flatMap(SessionResultParser::outcome)
                .orElseThrow(
                        () -> new Json.IncompleteAnswer("does not say what became of the session"));
    }

    private static SessionResultParser next(Json json) throws IOException {
        SessionResultParser result = new SessionResultParser();
        json.fields(
                name -> {
                    switch (name) {
                        case "id" -> result.id = json.text();
                        case "success" -> result.success = json.flag();
                        case "progressSynced" -> result.synced = json.flag();
                        default -> {}
                    }
                });
        return result;
    }

    private Optional<SessionResult> outcome() {
        if (success.isPresent() && !success.get()) {
            return Optional.of(SessionResult.FAILED);
        }
        return success.flatMap(done -> synced)
                .map(done -> done ? SessionResult.APPLIED : SessionResult.REFUSED_AS_NEWER);
    }
}
