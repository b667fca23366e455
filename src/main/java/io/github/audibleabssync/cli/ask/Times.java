package io.github.audibleabssync.cli.ask;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times for people, in the zone of this machine: in a container that of {@code TZ}, else UTC. */
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Times() {}

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** What the zone is called. */
    static String zoneName() {
        boolean utc = zone().normalized().equals(ZoneOffset.UTC);
        return utc ? "UTC" : zone().getId();
    }

    static String show(Instant time) {
        return FORM.withZone(zone()).format(time);
    }
}
