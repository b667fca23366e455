package io.github.audibleabssync.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A time in the past as people write it. */
public final class PastTime {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*([smhd])");

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    private PastTime() {}

    /**
     * Reads {@code 2026-11-22T21:15:00Z}, {@code 2026-11-22T22:15} or {@code 2026-11-22 22:15} in the zone, {@code 22:15}
     * (the last time it was that late), or {@code 2h}, {@code 30m} ago.
     *
     * @throws IllegalArgumentException if it is none of them or lies in the future, with a sentence for the person
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String tidy = text.strip();
        Instant time =
                Stream.<Supplier<Optional<Instant>>>of(
                                () -> ago(tidy, now),
                                () -> attempt(() -> Instant.parse(tidy)),
                                () -> attempt(() -> ZonedDateTime.parse(tidy).toInstant()),
                                () -> attempt(() -> local(tidy, zone)),
                                () -> attempt(() -> lastTime(LocalTime.parse(tidy), now, zone)))
                        .flatMap(form -> form.get().stream())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'%s' is no time; write 22:15, 2h or 30m ago, 2026-11-22T22:15, or 2026-11-22T21:15:00Z"
                                                        .formatted(text)));
        if (time.isAfter(now)) {
            throw new IllegalArgumentException(
                    "'%s' lies in the future; write a time that is over".formatted(text));
        }
        return time;
    }

    private static Optional<Instant> ago(String text, Instant now) {
        Matcher matcher = AGO.matcher(text);
        return matcher.matches()
                ? Optional.ofNullable(UNITS.get(matcher.group(2)))
                        .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))))
                        .map(now::minus)
                : Optional.empty();
    }

    private static Instant local(String text, ZoneId zone) {
        return LocalDateTime.parse(text.replaceFirst(" +", "T")).atZone(zone).toInstant();
    }

    private static Instant lastTime(LocalTime time, Instant now, ZoneId zone) {
        ZonedDateTime today = now.atZone(zone).with(time);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    private static Optional<Instant> attempt(Supplier<Instant> form) {
        try {
            return Optional.of(form.get());
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }
}
