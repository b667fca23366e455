package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Times as Audible writes them: {@code 2026-11-21 20:23:18.818} or ISO, up to nine digits of fraction, UTC unless said. */
final class AudibleTime {

    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("[XXX][XX][X]")
                    .toFormatter()
                    .withResolverStyle(ResolverStyle.STRICT);

    private AudibleTime() {}

    /** The time; empty when the value is none. */
    static Optional<Instant> find(JsonNode value) {
        return JsonAnswer.text(value).flatMap(AudibleTime::find);
    }

    static Optional<Instant> find(String text) {
        try {
            TemporalAccessor time = FORM.parse(text.strip());
            return Optional.of(
                    time.isSupported(ChronoField.OFFSET_SECONDS)
                            ? Instant.from(time)
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
