package io.github.audibleabssync.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to one of the services, ready but for its credentials.
 *
 * @param operation what it is for, kebab-case; a metric's tag, so from a small fixed set
 * @param method the HTTP method
 * @param path from the service's base URL, beginning with a slash, encoded
 * @param query encoded, without the question mark; empty for none. These very characters are sent and signed
 * @param body JSON or a form; empty for none
 * @param contentType of the body
 * @param ifNoneMatch an {@code ETag} of an earlier answer; empty for an unconditional request
 */
public record ServiceRequest(
        String operation,
        String method,
        String path,
        String query,
        Optional<String> body,
        String contentType,
        Optional<String> ifNoneMatch) {

    private static final String JSON = "application/json";

    /** A GET without a query. */
    public static ServiceRequest get(String operation, String path) {
        return get(operation, path, Map.of());
    }

    /** A GET; the query's values are encoded here, in the map's order. */
    public static ServiceRequest get(String operation, String path, Map<String, String> query) {
        return new ServiceRequest(
                operation, "GET", path, encode(query), Optional.empty(), JSON, Optional.empty());
    }

    /** A request with a JSON body. */
    public static ServiceRequest json(String operation, String method, String path, String body) {
        return new ServiceRequest(
                operation, method, path, "", Optional.of(body), JSON, Optional.empty());
    }

    /** A POST of a form; values are encoded here. */
    public static ServiceRequest form(String operation, String path, Map<String, String> form) {
        return new ServiceRequest(
                operation,
                "POST",
                path,
                "",
                Optional.of(encode(form)),
                "application/x-www-form-urlencoded",
                Optional.empty());
    }

    /** The same, but an unchanged answer may come as 304. */
    public ServiceRequest ifNoneMatch(String etag) {
        return new ServiceRequest(
                operation, method, path, query, body, contentType, Optional.of(etag));
    }

    /** Whether the request changes something at the service: any method but GET. */
    public boolean writes() {
        return !method.equals("GET");
    }

    /** Path and query as they stand in the request line. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }

    /** Without the body, which holds a secret when a token is asked for. */
    @Override
    public String toString() {
        return "ServiceRequest[%s: %s %s]".formatted(operation, method, path);
    }
}
