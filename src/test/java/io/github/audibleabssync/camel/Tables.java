package io.github.audibleabssync.camel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a state file, to compare before and after. */
final class Tables {

    private Tables() {}

    /** All rows of agreements, claims and journal. */
    static List<String> untouchedByDryRuns(Path state) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("agreement", "claim", "journal")) {
            rows.addAll(rows(state, table));
        }
        return rows;
    }

    /** Changes a state that nobody has open. */
    static void change(Path state, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    private static List<String> rows(Path state, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2, 3")) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder(table);
                for (int column = 1; column <= columns; column++) {
                    row.append('|').append(result.getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
