package io.github.audibleabssync.practice;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as a practice server received it.
 *
 * @param time when it was read completely, by the machine's clock
 * @param method the HTTP method, as sent
 * @param path without the query and without the server's sub-path, still encoded
 * @param query without the question mark, still encoded; empty when there was none
 * @param target path and query exactly as they stood in the request line: what a signature covers
 * @param headers names in lower case; of a repeated header the last
 * @param body as sent, decompressed and without chunks
 */
@SuppressWarnings("ArrayRecordComponent") // the very bytes are signed
public record PracticeRequest(
        Instant time,
        String method,
        String path,
        String query,
        String target,
        Map<String, String> headers,
        byte[] body) {

    /** Whether it has this method and a path that begins so. */
    public boolean is(String method, String pathPrefix) {
        return this.method.equals(method) && path.startsWith(pathPrefix);
    }

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> parameter(String name) {
        return value(query, name);
    }

    /** The first value of a field of a form body, decoded. */
    public Optional<String> field(String name) {
        return value(text(), name);
    }

    /** The fields of a form body, decoded; of a repeated one the last. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return fields;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Optional<String> value(String form, String name) {
        return Stream.of(form.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decode(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decode(pair[1]) : "")
                .findFirst();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
