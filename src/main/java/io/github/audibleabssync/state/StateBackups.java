package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.StateStoreFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Makes the daily copies of the state: complete under another name first, looked through, and only then by the name that
 * counts. A kill at any point leaves the older copies, and at most a half-made file that the next copy removes.
 */
public final class StateBackups {

    /** How many daily copies are kept. */
    public static final int KEPT = 7;

    private final Path state;
    private final StateStore store;

    /**
     * Copies beside a state.
     *
     * @param state the state file
     * @param store the same, open
     */
    public StateBackups(Path state, StateStore store) {
        this.state = StateFile.resolve(state);
        this.store = store;
    }

    /** Whether there is a copy of a day. */
    public boolean has(LocalDate day) {
        return Files.exists(StateCopies.ofDay(state, day));
    }

    /** When the newest daily copy was made; empty when there is none, or nobody can tell. */
    public Optional<Instant> findLast() {
        try {
            return StateCopies.listDaily(state).stream().findFirst().map(StateCopy::madeAt);
        } catch (StateFileProblem unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Writes all of the state into a file that is not yet a copy.
     *
     * @throws StateStoreFailed if it cannot be written, as when the disk is full
     */
    public void write(LocalDate day) {
        dropUnfinished();
        Path unfinished = unfinished(day);
        try {
            DurableFiles.createPrivate(unfinished);
        } catch (IOException e) {
            throw StoreTrouble.failure("copied", unfinished, e);
        }
        store.copyTo(unfinished);
    }

    /**
     * Looks through what was written, and makes it the copy of the day.
     *
     * @throws StateStoreFailed if it is not whole
     */
    public void keep(LocalDate day) {
        Path unfinished = unfinished(day);
        try {
            CopyContents _ = CopyContents.of(unfinished);
            DurableFiles.putInPlace(unfinished, StateCopies.ofDay(state, day));
        } catch (IOException e) {
            throw StoreTrouble.failure("copied", unfinished, e);
        } catch (StateFileProblem e) {
            throw new StateStoreFailed(
                    "The copy of the state that was just made is not whole and is not kept (%s). Check its disk; the older copies are as they were."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /**
     * Removes all but the newest {@link #KEPT} daily copies. That of the day stays also if a clock that was wrong once left
     * copies of days to come.
     *
     * @param today the day whose copy was just made
     * @throws StateStoreFailed if one cannot be removed
     */
    public void dropOld(LocalDate today) {
        List<StateCopy> others =
                StateCopies.listDaily(state).stream()
                        .filter(copy -> !copy.day().equals(today))
                        .toList();
        for (StateCopy old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
            delete(old.file());
        }
    }

    /**
     * Removes what half-made copies left.
     *
     * @throws StateStoreFailed if something cannot be removed
     */
    public void dropUnfinished() {
        StateCopies.listUnfinished(state).forEach(StateBackups::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StateStoreFailed(
                    "An old copy of the state cannot be removed (%s): %s. Let this user write in its folder."
                            .formatted(StoreTrouble.describe(e), file),
                    e);
        }
    }

    private Path unfinished(LocalDate day) {
        return FileInspection.beside(StateCopies.ofDay(state, day), FileInspection.UNFINISHED);
    }
}
