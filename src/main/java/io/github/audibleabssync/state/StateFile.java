package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.AccessRemedy;
import io.github.audibleabssync.state.Migrations.Mark;

import org.sqlite.SQLiteJDBCLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that holds the state, opened: checked, migrated, and locked against a second daemon.
 *
 * <p>While it is open, nothing else in this process may open and close the file itself, not even for reading: POSIX then
 * drops the locks that SQLite holds on it.
 */
public final class StateFile implements AutoCloseable {

    /** More than these in a row are a circle. */
    private static final int MOST_LINKS = 8;

    private final StateStore store;
    private final Optional<DaemonLock> lock;
    private final List<String> warnings;

    private StateFile(StateStore store, Optional<DaemonLock> lock, List<String> warnings) {
        this.store = store;
        this.lock = lock;
        this.warnings = warnings;
    }

    /**
     * Opens the state for the daemon. A missing file is made; an existing one is looked at without touching it, and copied to
     * {@code <file>.before-<number of the first new migration>} before its schema changes. A restoration that was interrupted
     * is completed first.
     *
     * @param file in an existing folder; a {@code .lock} and SQLite's own files lie beside it
     * @param clock for the time of migrations
     * @param appVersion the version of this program, which the file remembers
     * @throws StateFileProblem if the file is damaged, in use, of a newer version, or cannot be read and written
     */
    public static StateFile open(Path file, Clock clock, String appVersion) {
        return open(file, clock, appVersion, Migrations.CURRENT);
    }

    /** Opens the state with a schema of its own: for tests of migrations. */
    static StateFile open(Path file, Clock clock, String appVersion, Migrations migrations) {
        Path state = resolve(file);
        requireFolder(state);
        requireNativeLibrary(state);
        DaemonLock lock =
                DaemonLock.take(state, "Stop it first, or give this one a STATE_PATH of its own.");
        try {
            List<String> warnings = new ArrayList<>();
            Restoration.complete(state).ifPresent(warnings::add);
            if (Files.exists(state)) {
                Mark mark = FileInspection.look(state);
                requireKnown(state, mark, appVersion, migrations);
                if (mark.version() < migrations.newest()) {
                    SchemaChange.migrate(state, mark, clock, appVersion, migrations);
                }
            } else {
                FileInspection.requireNoRemains(state);
                warnOfCopies(state, warnings);
                SchemaChange.create(state, clock, appVersion, migrations);
            }
            Database database = new Database(state, Connections.write(state));
            warnOfNetwork(state, warnings);
            return new StateFile(
                    new SqliteStateStore(database), Optional.of(lock), List.copyOf(warnings));
        } catch (SQLException e) {
            lock.close();
            throw unusable(state, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the state to look at it, beside a running daemon or without one. Every writing method of the store throws {@link
     * io.github.audibleabssync.failure.StateStoreFailed}.
     *
     * @throws StateFileProblem if there is no such file, it cannot be read, or its schema is not this version's
     */
    public static StateFile openReadOnly(Path file) {
        Path state = requireFile(file);
        Database database = new Database(state, openCurrent(state, StateFile::forReading));
        return new StateFile(new SqliteStateStore(database), Optional.empty(), List.of());
    }

    /**
     * Opens the state to leave commands in it for a running daemon, beside which it is written.
     *
     * @throws StateFileProblem if there is no such file, it cannot be written, or its schema is not this version's
     */
    public static CommandQueue openForCommands(Path file) {
        Path state = requireFile(file);
        requireFolder(state);
        return new SqliteStateStore(new Database(state, openCurrent(state, Connections::write)));
    }

    /**
     * Whether a daemon works with a state, in this process or another, in this container or another on the same machine.
     * Looking never keeps a daemon from starting.
     *
     * @throws StateFileProblem if that cannot be found out
     */
    public static boolean isDaemonRunning(Path file) {
        return DaemonLock.isHeld(resolve(file));
    }

    /** What a daemon would find at its start. */
    public enum Standing {
        /** Nothing: a new state would be made. */
        NONE,
        /** A state that it can work with. */
        GOOD,
        /** A state of an older version, which it would bring up to date. */
        OLDER
    }

    /**
     * Looks at a state that no daemon works with, touching neither it nor anything beside it.
     *
     * @param scratch an empty folder, for a copy where only a copy can be looked at
     * @param appVersion the version of this program
     * @throws StateFileProblem if the daemon would refuse it
     */
    public static Standing examine(Path file, Path scratch, String appVersion) {
        Path state = resolve(file);
        if (!Files.exists(state)) {
            if (Restoration.findReady(state).isEmpty()) {
                FileInspection.requireNoRemains(state);
            }
            return Standing.NONE;
        }
        requireNativeLibrary(state);
        Mark mark = FileInspection.look(state, scratch.resolve("state.db"));
        requireKnown(state, mark, appVersion, Migrations.CURRENT);
        return mark.version() < Migrations.CURRENT.newest() ? Standing.OLDER : Standing.GOOD;
    }

    private static Path requireFile(Path file) {
        Path state = resolve(file);
        if (!Files.isRegularFile(state)) {
            throw Restoration.findReady(state).isPresent()
                    ? new StateFileProblem(
                            "A restore was interrupted",
                            state,
                            "Start the daemon, or restore again: either completes it.")
                    : new StateFileProblem(
                            "There is no state yet",
                            state,
                            "Run the daemon once, or correct STATE_PATH.");
        }
        if (!Files.isReadable(state)) {
            throw FileInspection.unreadable(state);
        }
        requireNativeLibrary(state);
        return state;
    }

    private static Connection forReading(Path state) throws SQLException {
        boolean inUse = Files.exists(FileInspection.beside(state, "-wal"));
        return inUse ? Connections.read(state) : Connections.look(state);
    }

    /** A way to open a database. */
    @FunctionalInterface
    private interface Opening {
        Connection open(Path state) throws SQLException;
    }

    private static Connection openCurrent(Path state, Opening opening) {
        try {
            Connection connection = opening.open(state);
            try {
                Mark mark =
                        Migrations.find(connection)
                                .orElseThrow(() -> FileInspection.stranger(state));
                requireCurrent(state, mark);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unusable(state, e);
        }
    }

    /** The store; it is closed with this. */
    public StateStore store() {
        return store;
    }

    /** What the user should know although the state can be used; sentences, to be logged once. */
    public List<String> warnings() {
        return warnings;
    }

    /** Closes the store and gives the lock back. */
    @Override
    public void close() {
        try {
            store.close();
        } finally {
            lock.ifPresent(DaemonLock::close);
        }
    }

    /**
     * Where a symbolic link leads, since SQLite puts its own files there; a link to a file that is missing, as in the middle
     * of a restoration, leads there as well.
     */
    static Path resolve(Path file) {
        Path target = file;
        for (int links = 0; links < MOST_LINKS; links++) {
            try {
                return target.toRealPath();
            } catch (IOException missing) {
                if (!Files.isSymbolicLink(target)) {
                    break;
                }
                target = follow(target);
            }
        }
        return target.toAbsolutePath().normalize();
    }

    private static Path follow(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw unusable(link, e);
        }
    }

    static void requireFolder(Path state) {
        Path folder = state.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StateFileProblem(
                    "The folder of the state does not exist",
                    state,
                    "Make it, mount it, or correct STATE_PATH.");
        }
        boolean unwritable = !Files.isWritable(folder);
        if (unwritable || (Files.exists(state) && !Files.isWritable(state))) {
            throw new StateFileProblem(
                    "The state cannot be written",
                    state,
                    AccessRemedy.of(unwritable ? folder : state));
        }
    }

    static void requireNativeLibrary(Path state) {
        try {
            boolean _ = SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StateFileProblem(
                    "SQLite's native library cannot be loaded (" + StoreTrouble.describe(e) + ")",
                    state,
                    "Point -Dorg.sqlite.lib.path to it, or -Dorg.sqlite.tmpdir to a folder that is"
                            + " writable and allows execution.",
                    e);
        }
    }

    private static void requireKnown(
            Path state, Mark mark, String appVersion, Migrations migrations) {
        if (mark.version() > migrations.newest()) {
            throw new StateFileProblem(
                    "The state was written by version %s (schema %d), and this is version %s (schema %d)"
                            .formatted(
                                    mark.appVersion(),
                                    mark.version(),
                                    appVersion,
                                    migrations.newest()),
                    state,
                    "Run version %s or newer; or put the copy %s back, if it is there, with 'audible-abs-sync restore before-%d', and lose what was stored since."
                            .formatted(
                                    mark.appVersion(),
                                    SchemaChange.copyBefore(state, migrations.newest() + 1),
                                    migrations.newest() + 1));
        }
    }

    private static void requireCurrent(Path state, Mark mark) {
        int known = Migrations.CURRENT.newest();
        if (mark.version() != known) {
            throw new StateFileProblem(
                    "The state has schema %d (written by version %s), and this program reads schema %d"
                            .formatted(mark.version(), mark.appVersion(), known),
                    state,
                    "Use the version that the daemon runs.");
        }
    }

    /** For whatever else an opening can meet. */
    static StateFileProblem unusable(Path state, Exception cause) {
        return new StateFileProblem(
                "The state cannot be opened (" + StoreTrouble.describe(cause) + ")",
                state,
                "Check its disk and the rights of this user.",
                cause);
    }

    private static void warnOfNetwork(Path state, List<String> warnings) {
        NetworkFileSystem.find(state.resolveSibling(""))
                .map(
                        type ->
                                ("The state lies on a network file system (%s), where SQLite can"
                                     + " lose writes and locks: %s. Move it to a local disk.")
                                        .formatted(type, state))
                .ifPresent(warnings::add);
    }

    /** A new state beside copies of an old one: it may have been lost, and in a week its last copy would be gone too. */
    private static void warnOfCopies(Path state, List<String> warnings) {
        StateCopies.findNewestGood(state)
                .map(
                        copy ->
                                ("The state was missing and a new one is made, so every book is at"
                                     + " first sight: %s. If it got lost, stop the daemon; '%s'"
                                     + " puts the copy of %s back.")
                                        .formatted(state, copy.command(), copy.day()))
                .ifPresent(warnings::add);
    }
}
