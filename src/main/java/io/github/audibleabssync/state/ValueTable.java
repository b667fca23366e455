package io.github.audibleabssync.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Small values by name. */
final class ValueTable {

    private static final TableShape VALUE =
            new TableShape("small_value", List.of("name"), List.of("content"));

    private ValueTable() {}

    static Optional<String> find(Connection connection, String name) throws SQLException {
        try (BoundStatement select =
                new BoundStatement(connection, VALUE.select() + " AND name = ?")) {
            return select.text(name)
                    .find(
                            row -> {
                                row.skip(1);
                                return row.text();
                            });
        }
    }

    static void save(Connection connection, String name, String value) throws SQLException {
        try (BoundStatement save = new BoundStatement(connection, VALUE.insertOrUpdate())) {
            save.text(name).text(value).execute();
        }
    }

    static void remove(Connection connection, String name) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, VALUE.delete() + " AND name = ?")) {
            delete.text(name).execute();
        }
    }
}
