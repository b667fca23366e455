package io.github.audibleabssync.state;

import io.github.audibleabssync.core.BookState.WriteHistory;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.Track;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How what was seen of one side of a book, and what is known of our writes to it, lies in columns. */
final class SideColumns {

    private static final List<String> SIGHTING =
            List.of(
                    "place_ms",
                    "finished",
                    "own_at",
                    "changed_at",
                    "flag_changed_at",
                    "first_read_at",
                    "read_at",
                    "readings",
                    "echo",
                    "ours");

    /** All columns, in order. */
    static final List<String> ALL =
            TableShape.join(
                    TableShape.prefix("latest_", SIGHTING),
                    TableShape.prefix("previous_", SIGHTING),
                    List.of("run_start_ms", "run_readings"),
                    List.of("written_at", "unconfirmed", "read_only_until_at"));

    private SideColumns() {}

    /** One side of a book. */
    record SideMemory(Track track, WriteHistory writes) {
        static final SideMemory NONE = new SideMemory(Track.EMPTY, WriteHistory.NONE);
    }

    static void write(BoundStatement to, SideMemory side) throws SQLException {
        Track track = side.track();
        writeSighting(to, track.latest());
        writeSighting(to, track.previous());
        to.place(track.runStart()).number(track.runReadings());
        WriteHistory writes = side.writes();
        to.time(writes.writtenAt()).number(writes.unconfirmed()).time(writes.readOnlyUntil());
    }

    static SideMemory read(Row from) throws SQLException {
        return new SideMemory(
                new Track(
                        readSighting(from),
                        readSighting(from),
                        from.optionalPlace(),
                        from.integer()),
                new WriteHistory(from.optionalTime(), from.integer(), from.optionalTime()));
    }

    private static void writeSighting(BoundStatement to, Optional<Sighting> sighting)
            throws SQLException {
        if (sighting.isEmpty()) {
            to.nothings(SIGHTING.size());
            return;
        }
        Sighting seen = sighting.get();
        to.length(seen.place().fromStart())
                .flag(seen.finished())
                .time(seen.ownTime())
                .time(seen.changedAt())
                .time(seen.flagChangedAt())
                .time(seen.firstReadAt())
                .time(seen.readAt())
                .number(seen.readings())
                .flag(seen.echo())
                .flag(seen.ours());
    }

    private static Optional<Sighting> readSighting(Row from) throws SQLException {
        Optional<Place> place = from.optionalPlace();
        if (place.isEmpty()) {
            from.skip(SIGHTING.size() - 1);
            return Optional.empty();
        }
        return Optional.of(
                new Sighting(
                        place.get(),
                        from.flag(),
                        from.optionalTime(),
                        from.optionalTime(),
                        from.optionalTime(),
                        from.time(),
                        from.time(),
                        from.integer(),
                        from.flag(),
                        from.flag()));
    }
}
