package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.StateStoreFailed;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Says what SQLite's errors mean for the user. */
final class StoreTrouble {

    private static final int PRIMARY_CODE = 0xFF;

    private StoreTrouble() {}

    /** A failure with a message in three parts. */
    static StateStoreFailed failure(String action, Path file, Exception cause) {
        return new StateStoreFailed(
                "The state cannot be %s (%s): %s. %s"
                        .formatted(action, describe(cause), file, remedy(cause)),
                cause);
    }

    /** What SQLite says, in one line. */
    static String describe(Exception cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ").strip();
    }

    private static String remedy(Exception cause) {
        return switch (findCode(cause).orElse(SQLiteErrorCode.UNKNOWN_ERROR)) {
            case SQLITE_FULL -> "Make room on its disk; the next cycle goes on by itself.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                    "Let this user write it and its folder, or, where it was opened for reading"
                            + " only, stop the daemon and write then.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "Another program holds it: end that one; the next cycle goes on by itself.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    "It is damaged: stop the daemon; 'audible-abs-sync restore' lists the copies"
                            + " and puts one back.";
            case SQLITE_IOERR ->
                    "Check its disk, and whether there is room on it; the next cycle tries again.";
            default ->
                    cause instanceof IOException
                            ? "Make room on its disk, and let this user write in its folder."
                            : "Nothing of this step was stored; please report it with this"
                                    + " message.";
        };
    }

    private static Optional<SQLiteErrorCode> findCode(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SQLiteException sqlite) {
                int primary = sqlite.getResultCode().code & PRIMARY_CODE;
                return Optional.of(SQLiteErrorCode.getErrorCode(primary));
            }
            if (each instanceof SQLException sql && sql.getErrorCode() > 0) {
                return Optional.of(SQLiteErrorCode.getErrorCode(sql.getErrorCode() & PRIMARY_CODE));
            }
        }
        return Optional.empty();
    }
}
