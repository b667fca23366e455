package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.AccessRemedy;
import io.github.audibleabssync.state.Migrations.Mark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Looks at an existing state file without touching it or the files beside it, so that a damaged one can be refused and still
 * be rescued. After an unclean end, when part of the content lies in a {@code -wal} or {@code -journal}, a copy is looked at
 * instead: SQLite would have to write to read the original.
 *
 * <p>An empty file counts as damaged: a new state gets its name only when it is complete, so an empty one was never made by
 * this program, but is what failed copies and full disks leave.
 */
final class FileInspection {

    private static final List<String> COMPANIONS = List.of("-wal", "-journal", "-shm");

    /** What is added to the name of a file of our own making until it is complete. */
    static final String UNFINISHED = ".new";

    private FileInspection() {}

    /** A file beside another, whose name has something added. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * Refuses a missing file beside which a journal lies: a new one would take the old content for its own.
     *
     * @throws StateFileProblem if there is one
     */
    static void requireNoRemains(Path missing) {
        for (String suffix : List.of("-wal", "-journal")) {
            if (hasContent(beside(missing, suffix))) {
                throw new StateFileProblem(
                        "The state file is missing, but part of its content is there",
                        beside(missing, suffix),
                        "Put the state file back beside it, or move this one away to begin anew. "
                                + newestCopy(missing));
            }
        }
    }

    /**
     * Where an existing file stands.
     *
     * @throws StateFileProblem if it is damaged, is no state of this program, or cannot be read
     */
    static Mark look(Path file) {
        return look(file, beside(file, ".examined"));
    }

    /**
     * The same, with a place of one's own for the copy.
     *
     * @param copy where a copy may be made, and is deleted again
     * @throws StateFileProblem if it is damaged, is no state of this program, or cannot be read
     */
    static Mark look(Path file, Path copy) {
        if (!Files.isRegularFile(file)) {
            throw new StateFileProblem(
                    "The state is not a file",
                    file,
                    "Remove it (a container engine makes a folder where a mounted file is missing),"
                            + " or correct STATE_PATH.");
        }
        if (!Files.isReadable(file)) {
            throw unreadable(file);
        }
        if (!hasContent(file)) {
            throw new StateFileProblem("The state file is empty", file, leftUntouched(file));
        }
        boolean unclean = hasContent(beside(file, "-wal")) || hasContent(beside(file, "-journal"));
        return unclean ? lookAtCopy(file, copy) : check(file, file, false);
    }

    static StateFileProblem unreadable(Path file) {
        return new StateFileProblem("The state file cannot be read", file, AccessRemedy.of(file));
    }

    private static Mark lookAtCopy(Path file, Path copy) {
        try {
            discard(copy);
            Files.copy(file, copy);
            for (String suffix : List.of("-wal", "-journal")) {
                if (Files.exists(beside(file, suffix))) {
                    Files.copy(
                            beside(file, suffix),
                            beside(copy, suffix),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return check(file, copy, true);
        } catch (IOException e) {
            throw new StateFileProblem(
                    "No copy of the state file can be made to examine it after an unclean end ("
                            + e.getMessage()
                            + ")",
                    file,
                    "Make room beside it for a file of the same size, and let this user write"
                            + " there.",
                    e);
        } finally {
            discard(copy);
        }
    }

    /** Deletes a database file of our own making and what belongs to it. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
            for (String suffix : COMPANIONS) {
                Files.deleteIfExists(beside(file, suffix));
            }
        } catch (IOException e) {
            throw new StateFileProblem(
                    "A file of an earlier start cannot be removed (" + e.getMessage() + ")",
                    file,
                    "Remove it, and let this user write in its folder.",
                    e);
        }
    }

    private static Mark check(Path file, Path examined, boolean copy) {
        try (Connection connection =
                        copy ? Connections.write(examined) : Connections.look(examined);
                Statement statement = connection.createStatement()) {
            Optional<String> damage = Optional.empty();
            try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (result.next() && !"ok".equals(result.getString(1))) {
                    damage = Optional.of(result.getString(1));
                }
            }
            if (damage.isPresent()) {
                throw new StateFileProblem(
                        "The state file is damaged (" + damage.get().strip() + ")",
                        file,
                        leftUntouched(file));
            }
            return Migrations.find(connection).orElseThrow(() -> stranger(file));
        } catch (SQLException e) {
            throw new StateFileProblem(
                    "The state file is damaged (" + StoreTrouble.describe(e) + ")",
                    file,
                    leftUntouched(file),
                    e);
        }
    }

    private static String leftUntouched(Path file) {
        return "It was left untouched. "
                + newestCopy(file)
                + " To begin anew instead, move it and the files beside it away: every book is then"
                + " at first sight.";
    }

    /** Which copy to put back, and by which command. */
    static String newestCopy(Path file) {
        return StateCopies.findNewestGood(file)
                .map(
                        copy ->
                                "The newest good copy is of %s (%s): '%s' puts it back."
                                        .formatted(
                                                copy.day(),
                                                CopyContents.of(copy.file()),
                                                copy.command()))
                .orElse(
                        "There is no good copy beside it; 'audible-abs-sync restore FILE' puts back"
                                + " one that you keep elsewhere.");
    }

    /** For a database that has no table of ours. */
    static StateFileProblem stranger(Path file) {
        return new StateFileProblem(
                "This database is not a state of audible-abs-sync",
                file,
                "It was left untouched. Give STATE_PATH a name of its own.");
    }

    private static boolean hasContent(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new StateFileProblem(
                    "The file cannot be looked at (" + e.getMessage() + ")",
                    file,
                    "Give this user the right to read it and its folder.",
                    e);
        }
    }
}
