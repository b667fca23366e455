package io.github.audibleabssync.wire;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param status the HTTP status
 * @param headers names in lower case
 * @param body as received; may be empty
 * @param askedAt when the request left, by our clock: what the answer tells held then or later
 * @param receivedAt when the answer was here, by our clock
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are megabytes and are read once
public record ServiceAnswer(
        int status, Map<String, String> headers, byte[] body, Instant askedAt, Instant receivedAt) {

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What the service's clock showed; empty when it does not say so in its {@code Date} header. */
    public Optional<Instant> date() {
        return header("date").flatMap(ServiceAnswer::time);
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    /** Whether the service did what it was asked: 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the body says that it is JSON: error pages come with any status. */
    public boolean isJson() {
        return header("content-type").map(type -> type.contains("json")).orElse(false);
    }

    /** Status and size only: engines print what they carry, and headers and bodies hold secrets. */
    @Override
    public String toString() {
        return "ServiceAnswer[status=%d, %d bytes]".formatted(status, body.length);
    }
}
