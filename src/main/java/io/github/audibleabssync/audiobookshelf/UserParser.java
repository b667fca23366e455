package io.github.audibleabssync.audiobookshelf;

import java.io.IOException;
import java.util.Optional;

/** Reads who the server is, and who the token is. */
final class UserParser {

    private UserParser() {}

    static ServerStatus status(Json json) throws IOException {
        var fields =
                new Object() {
                    boolean audiobookshelf;
                    String version = "";
                    boolean ready = true;
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "app" ->
                                fields.audiobookshelf =
                                        json.text().equals(Optional.of("audiobookshelf"));
                        case "serverVersion" -> fields.version = json.text().orElse("");
                        case "isInit" -> fields.ready = json.flag().orElse(true);
                        default -> {}
                    }
                });
        if (!fields.audiobookshelf) {
            throw new Json.IncompleteAnswer("is not Audiobookshelf's");
        }
        return new ServerStatus(fields.version, fields.ready);
    }

    static TokenUser user(Json json) throws IOException {
        var fields =
                new Object() {
                    Optional<String> name = Optional.empty();
                    String type = "";
                    int entries;
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "username" -> fields.name = json.text();
                        case "type" -> fields.type = json.text().orElse("");
                        case "mediaProgress" -> json.elements(name, () -> fields.entries++);
                        default -> {}
                    }
                });
        return new TokenUser(
                fields.name.orElseThrow(() -> new Json.IncompleteAnswer("has no user name")),
                fields.type,
                fields.entries);
    }
}
