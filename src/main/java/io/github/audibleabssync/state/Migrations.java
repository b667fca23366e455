package io.github.audibleabssync.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** All steps of the schema, oldest first, and the table {@code schema_version} that says which of them a file has seen. */
record Migrations(List<Migration> steps) {

    /** The schema of this version of the program. New steps are added at the end. */
    static final Migrations CURRENT =
            new Migrations(List.of(FirstSchema.MIGRATION, SecondSchema.MIGRATION));

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the numbers are not 1, 2, 3 …
     */
    Migrations {
        if (!steps.stream()
                .map(Migration::number)
                .toList()
                .equals(IntStream.rangeClosed(1, steps.size()).boxed().toList())) {
            throw new IllegalArgumentException("migrations are numbered 1, 2, 3 …: " + steps);
        }
    }

    /**
     * Where a file stands.
     *
     * @param version the number of its last migration
     * @param appVersion the version of the program that made it
     */
    record Mark(int version, String appVersion) {}

    /** The version that a file has after all steps. */
    int newest() {
        return steps.size();
    }

    /**
     * Where a database stands; empty when it has no table of ours.
     *
     * @throws SQLException if it cannot be read
     */
    static Optional<Mark> find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String table =
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
            try (ResultSet found = statement.executeQuery(table)) {
                if (!found.next()) {
                    return Optional.empty();
                }
            }
            String last =
                    "SELECT version, app_version FROM schema_version ORDER BY version DESC LIMIT 1";
            try (ResultSet found = statement.executeQuery(last)) {
                return found.next()
                        ? Optional.of(new Mark(found.getInt(1), found.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Executes the steps after a version: all of them or, when one fails, none.
     *
     * @param after the last step that the database has seen, 0 for a new one
     */
    void run(Connection connection, int after, String appVersion, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                for (Migration step : steps.subList(after, steps.size())) {
                    for (String sql : step.statements()) {
                        statement.execute(sql);
                    }
                    mark(connection, step, appVersion, now);
                }
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static void mark(Connection connection, Migration step, String appVersion, Instant now)
            throws SQLException {
        String insert =
                "INSERT INTO schema_version (version, what, app_version, migrated_at)"
                        + " VALUES (?, ?, ?, ?)";
        try (PreparedStatement mark = connection.prepareStatement(insert)) {
            mark.setInt(1, step.number());
            mark.setString(2, step.what());
            mark.setString(3, appVersion);
            mark.setLong(4, now.toEpochMilli());
            mark.executeUpdate();
        }
    }
}
