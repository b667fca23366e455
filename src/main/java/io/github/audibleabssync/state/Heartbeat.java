package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.StateStoreFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sign of life, in a tiny file beside the state: another process sees in it whether the daemon works, without HTTP and
 * without opening the database.
 *
 * @param cycleEndedAt when the last cycle ended, by our clock
 * @param interval how often cycles run
 * @param healthy whether the daemon called itself healthy then
 */
public record Heartbeat(Instant cycleEndedAt, Duration interval, boolean healthy) {

    private static final int INTERVALS = 3;
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    /** The file beside a state. */
    public static Path fileOf(Path state) {
        return FileInspection.beside(state, ".heartbeat");
    }

    /**
     * Puts this sign in the place of the last, in one step.
     *
     * @param state the state file, beside which it goes
     * @throws StateStoreFailed if it cannot be written
     */
    public void write(Path state) {
        Path file = fileOf(state);
        Path unfinished = FileInspection.beside(file, ".new");
        String text =
                "%d %d %b\n".formatted(cycleEndedAt.toEpochMilli(), interval.toMillis(), healthy);
        try {
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw StoreTrouble.failure("followed by a heartbeat", file, e);
        }
    }

    /**
     * The last sign of life beside a state.
     *
     * @param state the state file
     * @return empty when there is none that can be read
     */
    public static Optional<Heartbeat> find(Path state) {
        try {
            List<String> parts = List.of(Files.readString(fileOf(state)).strip().split(" "));
            return Optional.of(
                    new Heartbeat(
                            Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
                            Duration.ofMillis(Long.parseLong(parts.get(1))),
                            Boolean.parseBoolean(parts.get(2))));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Whether the last cycle ended less than three intervals ago, and less than 30 s ago where three intervals are shorter. A
     * time as far in the future, which a clock that was set back leaves, is not fresh either.
     *
     * @param now our clock
     */
    public boolean isFresh(Instant now) {
        Duration threeIntervals = interval.multipliedBy(INTERVALS);
        Duration limit = threeIntervals.compareTo(AT_LEAST) > 0 ? threeIntervals : AT_LEAST;
        return Duration.between(cycleEndedAt, now).abs().compareTo(limit) < 0;
    }
}
