package io.github.audibleabssync.state;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The ways to open a database file. */
final class Connections {

    /** Shorter than the time in which a SIGTERM is obeyed. */
    private static final int BUSY_TIMEOUT_MILLIS = 3000;

    private Connections() {}

    /** Makes a database file that does not exist yet. */
    static Connection create(Path file) throws SQLException {
        return open(file, "mode=rwc", writing());
    }

    /** Opens an existing file for reading and writing; the journal of an unclean end is played back. */
    static Connection write(Path file) throws SQLException {
        return open(file, "mode=rw", writing());
    }

    /** Opens an existing file for reading, beside a writer. Small files beside it may come into being. */
    static Connection read(Path file) throws SQLException {
        return open(file, "mode=ro", reading());
    }

    /** Opens a file that nobody writes for reading, and touches nothing. What only its {@code -wal} holds is not seen. */
    static Connection look(Path file) throws SQLException {
        return open(file, "immutable=1&mode=ro", reading());
    }

    private static SQLiteConfig writing() {
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return config;
    }

    private static SQLiteConfig reading() {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config;
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private static Connection open(Path file, String parameters, SQLiteConfig config)
            throws SQLException {
        String uri = file.toUri().getRawPath();
        return JDBC.createConnection(
                JDBC.PREFIX + "file:" + uri + "?" + parameters, config.toProperties());
    }
}
