package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.StateStoreFailed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection, used by one thread at a time, and transactions on it. They are begun and ended by statements: after a full
 * disk SQLite has rolled back by itself, and the driver's own bookkeeping would then go on without a transaction.
 */
final class Database implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Reads, and sees one consistent state while it does. */
    <T> T read(Work<T> work) {
        return inTransaction("BEGIN", "read", work);
    }

    /** Writes all of it, which is on disk afterwards, or nothing. */
    <T> T write(Work<T> work) {
        return inTransaction("BEGIN IMMEDIATE", "written", work);
    }

    private <T> T inTransaction(String begin, String action, Work<T> work) {
        lock.lock();
        try {
            execute(begin);
            T result = work.on(connection);
            execute("COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw StoreTrouble.failure(action, file, e);
        } finally {
            lock.unlock();
        }
    }

    /** Does what SQLite refuses inside a transaction, such as copying everything. Nothing is written meanwhile. */
    void alone(String action, Step step) {
        lock.lock();
        try {
            step.on(connection);
        } catch (SQLException | RuntimeException e) {
            throw StoreTrouble.failure(action, file, e);
        } finally {
            lock.unlock();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollBack(Exception reason) {
        try {
            execute("ROLLBACK");
        } catch (SQLException rolledBackAlready) {
            reason.addSuppressed(rolledBackAlready);
        }
    }

    /**
     * Ends the connection; later calls do nothing, and later work fails.
     *
     * @throws StateStoreFailed if SQLite cannot finish its work
     */
    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw StoreTrouble.failure("closed", file, e);
        } finally {
            lock.unlock();
        }
    }

    /** Something to do with the connection that has no result. */
    @FunctionalInterface
    interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** Something to do with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
