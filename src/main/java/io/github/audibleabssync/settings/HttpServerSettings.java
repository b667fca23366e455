package io.github.audibleabssync.settings;

import java.util.Optional;

/**
 * Health, metrics and status over HTTP.
 *
 * @param enabled whether anything listens at all
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param token what callers must show
 * @param metricsPublic whether metrics need no token
 */
public record HttpServerSettings(
        boolean enabled, String host, int port, Optional<Secret> token, boolean metricsPublic) {

    static HttpServerSettings of(CheckedValues values) {
        return new HttpServerSettings(
                values.flag("HTTP_SERVER_ENABLED"),
                values.text("HTTP_SERVER_HOST"),
                values.number("HTTP_SERVER_PORT"),
                values.findSecret("HTTP_SERVER_TOKEN"),
                values.flag("METRICS_PUBLIC"));
    }
}
