package io.github.audibleabssync.state;

import io.github.audibleabssync.state.Migrations.Mark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;

/** Brings files to the newest schema: new ones whole, existing ones after a copy. */
final class SchemaChange {

    private SchemaChange() {}

    /** The copy that is made before a migration. */
    static Path copyBefore(Path state, int number) {
        return FileInspection.beside(state, ".before-" + number);
    }

    /**
     * Copies an existing state, then brings it to the newest schema.
     *
     * @throws StateFileProblem if that fails; the state is then as it was
     */
    static void migrate(
            Path state, Mark mark, Clock clock, String appVersion, Migrations migrations) {
        Path copy = copyBefore(state, mark.version() + 1);
        Path unfinished = FileInspection.beside(copy, FileInspection.UNFINISHED);
        FileInspection.discard(unfinished);
        try (Connection connection = Connections.write(state)) {
            DurableFiles.createPrivate(unfinished);
            copy(connection, unfinished);
            DurableFiles.putInPlace(unfinished, copy);
            migrations.run(connection, mark.version(), appVersion, clock.instant());
        } catch (SQLException e) {
            throw new StateFileProblem(
                    "The state cannot be brought from schema %d to %d (%s)"
                            .formatted(
                                    mark.version(), migrations.newest(), StoreTrouble.describe(e)),
                    state,
                    "It is as it was. Make room on its disk if that is short; else run version %s and"
                                    .formatted(mark.appVersion())
                            + " report this message.",
                    e);
        } catch (IOException e) {
            throw StateFile.unusable(state, e);
        }
    }

    /** Writes everything into a new or empty file. */
    static void copy(Connection connection, Path file) throws SQLException {
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, file.toString());
            vacuum.execute();
        }
    }

    /** Makes a complete state under another name first, so that a half-made one never bears this name. */
    static void create(Path state, Clock clock, String appVersion, Migrations migrations)
            throws SQLException {
        Path unfinished = FileInspection.beside(state, FileInspection.UNFINISHED);
        FileInspection.discard(unfinished);
        try (Connection connection = Connections.create(unfinished)) {
            migrations.run(connection, 0, appVersion, clock.instant());
        }
        try {
            DurableFiles.putInPlace(unfinished, state);
        } catch (IOException e) {
            throw StateFile.unusable(state, e);
        }
    }
}
