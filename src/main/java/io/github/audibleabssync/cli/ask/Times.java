package io.github.audibleabssync.cli.ask;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Times for people, in the zone of this machine: in a container that of {@code TZ}, else UTC. */
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private Times() {}

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** What the zone is called. */
    static String zoneName() {
        boolean utc = zone().normalized().equals(ZoneOffset.UTC);
        return utc ? "UTC" : zone().getId();
    }

    /** A line in which the times are as {@link #show} has them. */
    static String showAllIn(String line) {
        return INSTANT.matcher(line).replaceAll(found -> show(Instant.parse(found.group())));
    }

    static String show(Instant time) {
        return FORM.withZone(zone()).format(time);
    }
}
