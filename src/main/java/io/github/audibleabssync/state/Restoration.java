package io.github.audibleabssync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a copy in the place of the state, and the state aside; nothing is ever deleted.
 *
 * <p>A kill at any point leaves the old state or the new one. The copy is first made ready, whole and checked, under the name
 * {@code <state>.restoring-<time>}: from then on the restoration counts as decided, and whoever opens the state next, the
 * daemon or another {@code restore}, completes it before anything else. Until then nothing has happened.
 */
public final class Restoration {

    private static final String READY = ".restoring-";
    private static final String ASIDE = ".replaced-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String REMEDY =
            "Look at its disk and the rights of this user, then restore again.";

    /** The state first: a journal without its file is refused at the next start, a file without its journal is not. */
    private static final List<String> FILES = List.of("", "-wal", "-journal", "-shm");

    private Restoration() {}

    /**
     * What happened.
     *
     * @param state the file that holds the copy's content now
     * @param contents what that is
     * @param former where the former state went; empty when there was none
     * @param completed a sentence about an earlier restoration that had been interrupted; empty when there was none
     */
    public record Done(
            Path state, CopyContents contents, Optional<Path> former, Optional<String> completed) {

        /** Whether the next start has to migrate it, which keeps a copy as always. */
        public boolean isOfOlderSchema() {
            return contents.schema() < Migrations.CURRENT.newest();
        }
    }

    /**
     * Restores.
     *
     * @param file the state file; it may be damaged or missing
     * @param copy any state file, with or without a journal of SQLite's beside it; it stays as it is
     * @throws StateFileProblem if a daemon runs on the state, the copy is damaged or of a newer version, or files cannot be
     *     written; the state is then as it was
     */
    public static Done restore(Path file, Path copy, Clock clock) {
        Path state = StateFile.resolve(file);
        StateFile.requireFolder(state);
        StateFile.requireNativeLibrary(state);
        try (DaemonLock _ = DaemonLock.take(state, "Stop it, restore, and start it again.")) {
            Optional<String> completed = complete(state);
            Path draft = FileInspection.beside(state, ".restoring" + FileInspection.UNFINISHED);
            CopyContents contents = prepare(copy, draft);
            Path ready = FileInspection.beside(state, READY + freeTime(state, clock));
            try {
                DurableFiles.putInPlace(draft, ready);
            } catch (IOException e) {
                FileInspection.discard(draft);
                throw failed(state, e);
            }
            return new Done(state, contents, finish(state, ready), completed);
        }
    }

    /**
     * Completes a restoration that was interrupted after it was decided, and removes what one left that was not.
     *
     * @return a sentence about it; empty when there is none to complete
     */
    static Optional<String> complete(Path state) {
        FileInspection.discard(
                FileInspection.beside(state, ".restoring" + FileInspection.UNFINISHED));
        return findReady(state)
                .map(
                        ready ->
                                finish(state, ready)
                                        .map(
                                                former ->
                                                        "A restore had been interrupted and was completed: the former state is %s."
                                                                .formatted(former))
                                        .orElse(
                                                "A restore had been interrupted and was"
                                                        + " completed."));
    }

    /** A restoration that is decided and not complete. */
    static Optional<Path> findReady(Path state) {
        return StateCopies.beside(state, READY).stream().sorted().findFirst();
    }

    /** Makes a file of its own of a copy and its journal; damage is found here, and the copy not touched. */
    private static CopyContents prepare(Path copy, Path draft) {
        if (!Files.isRegularFile(copy) || !Files.isReadable(copy)) {
            throw new StateFileProblem(
                    "The copy is not a file that this user can read", copy, "Give another one.");
        }
        try {
            FileInspection.discard(draft);
            for (String suffix : List.of("", "-wal", "-journal")) {
                if (Files.exists(FileInspection.beside(copy, suffix))) {
                    DurableFiles.copyPrivately(
                            FileInspection.beside(copy, suffix),
                            FileInspection.beside(draft, suffix));
                }
            }
            CopyContents contents = readAndFold(copy, draft);
            requireWhole(draft);
            return contents;
        } catch (IOException e) {
            FileInspection.discard(draft);
            throw failed(copy, e);
        } catch (StateFileProblem e) {
            FileInspection.discard(draft);
            throw e;
        }
    }

    /** Closing the last connection puts what a {@code -wal} holds into the file. */
    private static CopyContents readAndFold(Path copy, Path draft) {
        try (Connection connection = Connections.write(draft)) {
            return CopyContents.read(copy, connection);
        } catch (SQLException e) {
            throw CopyContents.damaged(copy, StoreTrouble.describe(e), e);
        }
    }

    private static void requireWhole(Path draft) throws IOException {
        for (String suffix : List.of("-wal", "-journal")) {
            if (Files.exists(FileInspection.beside(draft, suffix))) {
                throw new IOException("its journal could not be folded in");
            }
        }
    }

    /** Puts the state aside and what is ready in its place. Returns where the state went. */
    private static Optional<Path> finish(Path state, Path ready) {
        String time = ready.getFileName().toString().substring(nameLength(state) + READY.length());
        Path aside = FileInspection.beside(state, ASIDE + time);
        if (Files.exists(state) && Files.exists(aside)) {
            // somebody made a new state meanwhile: it is not put over the one that is aside already
            aside = FileInspection.beside(state, ASIDE + free(state, time));
        }
        return finish(state, ready, aside);
    }

    private static Optional<Path> finish(Path state, Path ready, Path aside) {
        try {
            for (Move move : moves(state, ready, aside)) {
                if (Files.exists(move.from())) {
                    DurableFiles.move(move.from(), move.to());
                }
            }
        } catch (IOException e) {
            if (Files.exists(state) && Files.exists(ready) && !Files.exists(aside)) {
                FileInspection.discard(ready);
            }
            throw failed(state, e);
        }
        return Files.exists(aside) ? Optional.of(aside) : Optional.empty();
    }

    /** A renaming. */
    record Move(Path from, Path to) {}

    /** What the end of a restoration consists of; it can be interrupted between any two, and begun again. */
    static List<Move> moves(Path state, Path ready, Path aside) {
        List<Move> moves = new ArrayList<>();
        FILES.forEach(
                suffix ->
                        moves.add(
                                new Move(
                                        FileInspection.beside(state, suffix),
                                        FileInspection.beside(aside, suffix))));
        moves.add(new Move(ready, state));
        return List.copyOf(moves);
    }

    private static int nameLength(Path state) {
        return String.valueOf(state.getFileName()).length();
    }

    /** A time that no file beside the state bears yet. */
    private static String freeTime(Path state, Clock clock) {
        return free(state, TIME.format(clock.instant()));
    }

    private static String free(Path state, String time) {
        String free = time;
        for (int n = 2; !StateCopies.beside(state, ASIDE + free).isEmpty(); n++) {
            free = time + "-" + n;
        }
        return free;
    }

    private static StateFileProblem failed(Path file, IOException cause) {
        return new StateFileProblem(
                "The copy cannot be put in place (" + StoreTrouble.describe(cause) + ")",
                file,
                REMEDY,
                cause);
    }
}
