package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a practice server wants to answer, before a fault may spoil it.
 *
 * @param headers names as they are sent; length, date and connection are added when it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // written to a socket once
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final String TYPE = "Content-Type";

    static Answer json(int status, JsonNode body) {
        return bytes(status, "application/json; charset=utf-8", Json.bytes(body));
    }

    static Answer text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    static Answer html(int status, String sentence) {
        String page =
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Error</title>
                </head>
                <body>
                <pre>%s</pre>
                </body>
                </html>
                """
                        .formatted(sentence);
        return of(status, "text/html; charset=utf-8", page);
    }

    static Answer of(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body without a content type, or none at all. */
    static Answer bare(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of(TYPE, contentType), body);
    }

    Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    Answer body(byte[] other) {
        return new Answer(status, headers, other);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
