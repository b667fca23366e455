package io.github.audibleabssync.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The copies of a state, which lie beside it: {@code <state>.backup-2026-11-22} of each of the last days, and {@code
 * <state>.before-2} from before a migration. A file gets such a name only when it is complete; a name with more behind it
 * is none of a copy.
 */
public final class StateCopies {

    private static final String BACKUP = "backup-";
    private static final String MIGRATION = "before-";
    private static final Comparator<StateCopy> NEWEST_FIRST =
            Comparator.comparing(StateCopy::day).thenComparing(StateCopy::madeAt).reversed();

    private StateCopies() {}

    /**
     * All copies, newest first, damaged ones included.
     *
     * @param state the state file
     * @throws StateFileProblem if the folder cannot be read
     */
    public static List<StateCopy> list(Path state) {
        Path file = StateFile.resolve(state);
        List<StateCopy> copies = new ArrayList<>();
        for (Path each : beside(file, ".")) {
            find(file, each).ifPresent(copies::add);
        }
        copies.sort(NEWEST_FIRST);
        return List.copyOf(copies);
    }

    /** The newest copy that is not damaged; looks through each until one is good. */
    public static Optional<StateCopy> findNewestGood(Path state) {
        return list(state).stream().filter(StateCopies::isGood).findFirst();
    }

    private static boolean isGood(StateCopy copy) {
        try {
            return CopyContents.of(copy.file()).schema() > 0;
        } catch (StateFileProblem damaged) {
            return false;
        }
    }

    /** The copy of a day. */
    static Path ofDay(Path state, LocalDate day) {
        return FileInspection.beside(state, "." + BACKUP + day);
    }

    /** The daily copies, newest day first. */
    static List<StateCopy> listDaily(Path state) {
        return list(state).stream().filter(copy -> !copy.name().startsWith(MIGRATION)).toList();
    }

    /** What half-made daily copies left. */
    static List<Path> listUnfinished(Path state) {
        String day = "\\d{4}-\\d{2}-\\d{2}";
        Pattern name =
                Pattern.compile(
                        Pattern.quote(state.getFileName() + "." + BACKUP)
                                + day
                                + Pattern.quote(FileInspection.UNFINISHED)
                                + "(-wal|-journal|-shm)?");
        return beside(state, "." + BACKUP).stream()
                .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
                .toList();
    }

    /** The files whose names begin with the state's and continue like this. */
    static List<Path> beside(Path state, String continued) {
        String prefix = state.getFileName() + continued;
        List<Path> found = new ArrayList<>();
        DirectoryStream.Filter<Path> filter =
                file -> String.valueOf(file.getFileName()).startsWith(prefix);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(state.resolveSibling(""), filter)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new StateFileProblem(
                    "The folder of the state cannot be read (" + StoreTrouble.describe(e) + ")",
                    state,
                    "Give this user the right to, or correct STATE_PATH.",
                    e);
        }
        return found;
    }

    private static Optional<StateCopy> find(Path state, Path file) {
        String name =
                file.getFileName()
                        .toString()
                        .substring(state.getFileName().toString().length() + 1);
        try {
            Instant madeAt = Files.getLastModifiedTime(file).toInstant();
            if (name.startsWith(BACKUP)) {
                String day = name.substring(BACKUP.length());
                return Optional.of(
                        new StateCopy(file, day, LocalDate.parse(day), madeAt, Files.size(file)));
            }
            if (name.matches(MIGRATION + "\\d{1,9}")) {
                LocalDate day = LocalDate.ofInstant(madeAt, ZoneOffset.UTC);
                return Optional.of(new StateCopy(file, name, day, madeAt, Files.size(file)));
            }
            return Optional.empty();
        } catch (DateTimeException | IOException notACopy) {
            return Optional.empty();
        }
    }
}
