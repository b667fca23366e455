package io.github.audibleabssync.audiobookshelf;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a token of Audiobookshelf says of itself. Nothing proves it: the server decides, this only explains.
 *
 * @param kind which sort it is
 * @param name of an API key, as the administrator called it
 * @param expiresAt empty when it does not expire
 */
public record TokenClaims(Kind kind, Optional<String> name, Optional<Instant> expiresAt) {

    private static final TokenClaims OPAQUE =
            new TokenClaims(Kind.UNKNOWN, Optional.empty(), Optional.empty());

    /** The sorts of tokens, in the words of the server since 2.26.0. */
    public enum Kind {
        /** Made by an administrator; expires only if it was made to. */
        API_KEY,
        /** Of a sign-in; lives for an hour. */
        ACCESS,
        /** Fetches access tokens, and is good for nothing else. */
        REFRESH,
        /** The one that every user has; never expires. */
        USER,
        /** Not a token that can be read. */
        UNKNOWN
    }

    /** Reads a token, {@link Kind#UNKNOWN} when it is none. */
    public static TokenClaims read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return OPAQUE;
        }
        try (JsonParser json = Json.FACTORY.createParser(Base64.getUrlDecoder().decode(parts[1]))) {
            return json.nextToken() == JsonToken.START_OBJECT ? read(json) : OPAQUE;
        } catch (IOException | IllegalArgumentException | DateTimeException noToken) {
            return OPAQUE;
        }
    }

    private static TokenClaims read(JsonParser json) throws IOException {
        String type = "";
        boolean user = false;
        Optional<String> name = Optional.empty();
        Optional<Instant> expiresAt = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "type" -> type = String.valueOf(json.getText());
                case "userId" -> user = true;
                case "name" ->
                        name =
                                Optional.of(String.valueOf(json.getText()))
                                        .filter(text -> value == JsonToken.VALUE_STRING);
                case "exp" ->
                        expiresAt =
                                value == JsonToken.VALUE_NUMBER_INT
                                        ? Optional.of(Instant.ofEpochSecond(json.getLongValue()))
                                        : Optional.empty();
                default -> json.skipChildren();
            }
        }
        Kind kind =
                switch (type) {
                    case "api" -> Kind.API_KEY;
                    case "access" -> Kind.ACCESS;
                    case "refresh" -> Kind.REFRESH;
                    default -> user && expiresAt.isEmpty() ? Kind.USER : Kind.UNKNOWN;
                };
        return new TokenClaims(kind, name, expiresAt);
    }
}
