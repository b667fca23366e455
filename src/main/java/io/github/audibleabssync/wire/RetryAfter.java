package io.github.audibleabssync.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a service wants to be left alone (429), by its {@code Retry-After} header. Never taken literally: a service that
 * asks for no patience at all would be asked again at once and for ever, and one that asks for a month would never be asked
 * again.
 */
public final class RetryAfter {

    /** No service is asked again sooner. */
    public static final Duration LEAST = Duration.ofSeconds(5);

    /** No service is left alone longer. */
    public static final Duration MOST = Duration.ofHours(1);

    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Pattern SECONDS = Pattern.compile("[+-]?\\d+");
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** From {@link #LEAST} to {@link #MOST}; a minute when the header is missing or says nothing that can be read. */
    public static Duration of(ServiceAnswer answer) {
        Duration asked =
                answer.header("retry-after")
                        .map(String::strip)
                        .flatMap(text -> asked(text, answer))
                        .orElse(USUAL);
        if (asked.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    /** Seconds, or a date by the server's own clock. */
    private static Optional<Duration> asked(String text, ServiceAnswer answer) {
        if (SECONDS.matcher(text).matches()) {
            boolean negative = text.startsWith("-");
            return Optional.of(
                    !negative && text.length() > MOST_DIGITS
                            ? MOST
                            : Duration.ofSeconds(negative ? 0 : Long.parseLong(text)));
        }
        Instant now = answer.header("date").flatMap(RetryAfter::date).orElse(answer.receivedAt());
        return date(text).map(until -> Duration.between(now, until));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
