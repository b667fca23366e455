package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Place;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prepared statement whose parameters are given from left to right; after an execution the next row's may follow. */
final class BoundStatement implements AutoCloseable {

    private final PreparedStatement statement;
    private final int given;
    private int last;

    /** Prepares a statement whose first parameter is the account, and gives it that one. */
    BoundStatement(Connection connection, String sql) throws SQLException {
        this(connection, sql, 1);
        statement.setString(1, TableShape.ACCOUNT);
    }

    private BoundStatement(Connection connection, String sql, int given) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.given = given;
        this.last = given;
    }

    /** Prepares an update, whose account comes after the new values: see {@link #account}. */
    static BoundStatement update(Connection connection, String sql) throws SQLException {
        return new BoundStatement(connection, sql, 0);
    }

    BoundStatement account() throws SQLException {
        return text(TableShape.ACCOUNT);
    }

    BoundStatement text(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    BoundStatement text(Optional<String> value) throws SQLException {
        return value.isPresent() ? text(value.get()) : nothing(Types.VARCHAR);
    }

    BoundStatement name(Enum<?> value) throws SQLException {
        return text(value.name());
    }

    BoundStatement book(BookKey book) throws SQLException {
        return asin(book.asin()).text(book.twin());
    }

    BoundStatement asin(Asin asin) throws SQLException {
        return text(asin.value());
    }

    BoundStatement number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    BoundStatement flag(boolean value) throws SQLException {
        statement.setBoolean(++last, value);
        return this;
    }

    BoundStatement flag(Optional<Boolean> value) throws SQLException {
        return value.isPresent() ? flag(value.get().booleanValue()) : nothing(Types.BOOLEAN);
    }

    BoundStatement time(Instant value) throws SQLException {
        return number(value.toEpochMilli());
    }

    BoundStatement time(Optional<Instant> value) throws SQLException {
        return value.isPresent() ? time(value.get()) : nothing(Types.BIGINT);
    }

    BoundStatement length(Duration value) throws SQLException {
        return number(value.toMillis());
    }

    BoundStatement length(Optional<Duration> value) throws SQLException {
        return value.isPresent() ? length(value.get()) : nothing(Types.BIGINT);
    }

    BoundStatement place(Optional<Place> value) throws SQLException {
        return length(value.map(Place::fromStart));
    }

    /** Gives null for a number of columns. */
    BoundStatement nothings(int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            nothing(Types.NULL);
        }
        return this;
    }

    private BoundStatement nothing(int type) throws SQLException {
        statement.setNull(++last, type);
        return this;
    }

    /** Executes a change and returns how many rows it changed. */
    int execute() throws SQLException {
        last = given;
        return statement.executeUpdate();
    }

    /** Executes a query and reads all its rows. */
    <T> List<T> list(RowReader<T> reader) throws SQLException {
        last = given;
        List<T> found = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found.add(reader.read(new Row(result)));
            }
        }
        return List.copyOf(found);
    }

    /** Executes a query and reads its first row, if there is one. */
    <T> Optional<T> find(RowReader<T> reader) throws SQLException {
        last = given;
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row) throws SQLException;
    }
}
