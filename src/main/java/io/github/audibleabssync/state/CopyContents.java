package io.github.audibleabssync.state;

import io.github.audibleabssync.state.Migrations.Mark;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a copy of the state holds, which is known of none that is damaged.
 *
 * @param schema the version of its tables; older than this program's is migrated at the next start
 * @param books pairs that it knows
 * @param journalRows writes in its journal
 * @param lastWriteAt when the last of them was confirmed; empty without any
 */
public record CopyContents(
        int schema, long books, long journalRows, Optional<Instant> lastWriteAt) {

    /** For people: to the minute, in UTC. */
    public static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /**
     * Looks through all of a copy that nobody writes, and leaves it and the files beside it as they are.
     *
     * @throws StateFileProblem if it is damaged, no state of this program, or of a newer version
     */
    public static CopyContents of(Path copy) {
        try (Connection connection = Connections.look(copy)) {
            return read(copy, connection);
        } catch (SQLException e) {
            throw damaged(copy, StoreTrouble.describe(e), e);
        }
    }

    /** The same through an open connection. */
    static CopyContents read(Path copy, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
                if (!result.next() || !"ok".equals(result.getString(1))) {
                    throw damaged(copy, result.getString(1).strip(), null);
                }
            }
            Mark mark =
                    Migrations.find(connection).orElseThrow(() -> FileInspection.stranger(copy));
            if (mark.version() > Migrations.CURRENT.newest()) {
                throw new StateFileProblem(
                        "The copy was written by version %s (schema %d), and this version knows schema %d"
                                .formatted(
                                        mark.appVersion(),
                                        mark.version(),
                                        Migrations.CURRENT.newest()),
                        copy,
                        "Restore it with version %s or newer.".formatted(mark.appVersion()));
            }
            String counts =
                    "SELECT (SELECT count(*) FROM book), count(*), max(confirmed_at) FROM journal";
            try (ResultSet result = statement.executeQuery(counts)) {
                long last = result.next() ? result.getLong(3) : 0;
                return new CopyContents(
                        mark.version(),
                        result.getLong(1),
                        result.getLong(2),
                        last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
            }
        }
    }

    static StateFileProblem damaged(Path copy, String why, @Nullable Throwable cause) {
        String what = "The copy is damaged (" + why + ")";
        String remedy = "Choose another one: 'audible-abs-sync restore' lists them.";
        return cause == null
                ? new StateFileProblem(what, copy, remedy)
                : new StateFileProblem(what, copy, remedy, cause);
    }

    @Override
    public String toString() {
        return "%d %s, %d %s in its journal%s"
                .formatted(
                        books,
                        books == 1 ? "book" : "books",
                        journalRows,
                        journalRows == 1 ? "write" : "writes",
                        lastWriteAt.map(at -> ", the last of " + MINUTE.format(at)).orElse(""));
    }
}
