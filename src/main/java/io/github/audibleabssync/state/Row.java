package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A row of a query, read from left to right: the mirror of {@link BoundStatement}. */
final class Row {

    private final ResultSet result;
    private int last;

    Row(ResultSet result) {
        this.result = result;
    }

    String text() throws SQLException {
        return result.getString(++last);
    }

    Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(result.getString(++last));
    }

    /**
     * A constant by its name.
     *
     * @throws SQLException if this version of the program has no such constant
     */
    <E extends Enum<E>> E name(Class<E> type) throws SQLException {
        return constant(type, text());
    }

    <E extends Enum<E>> Optional<E> optionalName(Class<E> type) throws SQLException {
        Optional<String> name = optionalText();
        return name.isPresent() ? Optional.of(constant(type, name.get())) : Optional.empty();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws SQLException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new SQLException(
                    "it holds the %s '%s', which this version does not know"
                            .formatted(type.getSimpleName(), name),
                    unknown);
        }
    }

    BookKey book() throws SQLException {
        return new BookKey(asin(), text());
    }

    Asin asin() throws SQLException {
        return new Asin(text());
    }

    int integer() throws SQLException {
        return result.getInt(++last);
    }

    long number() throws SQLException {
        return result.getLong(++last);
    }

    Optional<Long> optionalNumber() throws SQLException {
        long value = result.getLong(++last);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    boolean flag() throws SQLException {
        return result.getBoolean(++last);
    }

    Optional<Boolean> optionalFlag() throws SQLException {
        boolean value = result.getBoolean(++last);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    Instant time() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    Optional<Instant> optionalTime() throws SQLException {
        return optionalNumber().map(Instant::ofEpochMilli);
    }

    Duration length() throws SQLException {
        return Duration.ofMillis(number());
    }

    Optional<Duration> optionalLength() throws SQLException {
        return optionalNumber().map(Duration::ofMillis);
    }

    Place place() throws SQLException {
        return Place.ofMillis(number());
    }

    Optional<Place> optionalPlace() throws SQLException {
        return optionalNumber().map(Place::ofMillis);
    }

    /** Passes over a number of columns. */
    void skip(int columns) {
        last += columns;
    }
}
