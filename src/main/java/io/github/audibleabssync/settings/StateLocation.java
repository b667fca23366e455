package io.github.audibleabssync.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where the state is. Whoever comes from the older daemon keeps {@code STATE_PATH}, which names that one's JSON file: it is
 * never written to, and the state goes beside it.
 *
 * @param file the SQLite file; it need not exist
 * @param olderState where the older daemon's state would be; it need not exist, and may be anything
 * @param redirected whether {@code STATE_PATH} names {@code olderState} instead of {@code file}
 */
public record StateLocation(Path file, Path olderState, boolean redirected) {

    private static final String OLDER_NAME = "state.json";
    private static final String OLDER_ENDING = ".json";
    private static final String ENDING = ".db";
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** What a {@code STATE_PATH} means. */
    static StateLocation of(Path given) {
        Path beside = given.resolveSibling(ownName(String.valueOf(given.getFileName())));
        return isOlder(given, beside)
                ? new StateLocation(beside, given, true)
                : new StateLocation(given, given.resolveSibling(OLDER_NAME), false);
    }

    /** {@code state.json} becomes {@code state.db}; any other name keeps its own and gets that ending. */
    private static String ownName(String name) {
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(OLDER_ENDING);
        return (json ? name.substring(0, name.length() - OLDER_ENDING.length()) : name) + ENDING;
    }

    /**
     * Whether a file is the older daemon's: by its content or, when that does not tell, by its name. One that was taken away
     * since still leads to the same state.
     */
    private static boolean isOlder(Path given, Path beside) {
        if (isInUse(given)) {
            return false;
        }
        boolean named = given.toString().toLowerCase(Locale.ROOT).endsWith(OLDER_ENDING);
        if (!Files.isRegularFile(given)) {
            return named || (Files.notExists(given) && Files.isRegularFile(beside));
        }
        return switch (look(given)) {
            case JSON -> true;
            case SQLITE_FILE -> false;
            case OTHER -> named;
        };
    }

    /** A file that SQLite works with must not even be read: closing it would drop the locks that this process has on it. */
    private static boolean isInUse(Path given) {
        return Files.exists(given.resolveSibling(given.getFileName() + "-wal"));
    }

    private enum Look {
        JSON,
        SQLITE_FILE,
        OTHER
    }

    private static Look look(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(SQLITE.length);
            if (Arrays.equals(head, SQLITE)) {
                return Look.SQLITE_FILE;
            }
            String text = new String(head, StandardCharsets.UTF_8);
            return text.stripLeading().startsWith("{") ? Look.JSON : Look.OTHER;
        } catch (IOException unreadable) {
            return Look.OTHER;
        }
    }
}
