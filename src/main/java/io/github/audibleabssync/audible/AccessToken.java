package io.github.audibleabssync.audible;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a session without a signing pair shows with each request. A secret.
 *
 * @param value begins with {@code Atna|}
 * @param expires from then on Audible rejects it; {@link Instant#EPOCH} when the session file does not say
 */
public record AccessToken(String value, Instant expires) {

    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Whether it must be replaced before the next request: expired, or about to within a minute. */
    public boolean mustBeRefreshed(Instant now) {
        return !expires.isAfter(now.plus(MARGIN));
    }

    /** The header that goes with each request. */
    public Map<String, String> headers() {
        return Map.of("x-amz-access-token", value);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessToken[***, expires " + expires + "]";
    }
}
