package io.github.audibleabssync.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of a table and the statements that follow from them. Every table has an {@code account} column, first in its
 * key and first among the parameters of every statement; it is not listed here.
 *
 * <p>Columns ending in {@code _at} hold milliseconds since 1970 (UTC), columns ending in {@code _ms} lengths of time in
 * milliseconds; null stands for an empty {@link java.util.Optional}.
 *
 * @param table its name
 * @param key the columns of its primary key after the account
 * @param values its other columns
 */
record TableShape(String table, List<String> key, List<String> values) {

    /** The one account there is for now. */
    static final String ACCOUNT = "default";

    /** Several lists of columns as one. */
    @SafeVarargs
    static List<String> join(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    /** The same columns with a prefix each. */
    static List<String> prefix(String prefix, List<String> columns) {
        return columns.stream().map(column -> prefix + column).toList();
    }

    /** Adds a row; a row with the same key is an error. */
    String insert() {
        List<String> all = columns();
        return "INSERT INTO %s (account, %s) VALUES (?%s)"
                .formatted(table, String.join(", ", all), ", ?".repeat(all.size()));
    }

    /** Adds a row, or does nothing when there is one with the same key. */
    String insertUnlessThere() {
        return insert() + " ON CONFLICT (%s) DO NOTHING".formatted(keyWithAccount());
    }

    /** Adds a row or replaces the values of the one with the same key. */
    String insertOrUpdate() {
        String updates =
                values.stream()
                        .map(value -> value + " = excluded." + value)
                        .collect(Collectors.joining(", "));
        return insert() + " ON CONFLICT (%s) DO UPDATE SET %s".formatted(keyWithAccount(), updates);
    }

    /** All columns of the account's rows, in order; more conditions may follow with {@code AND}. */
    String select() {
        return "SELECT %s FROM %s WHERE account = ?".formatted(String.join(", ", columns()), table);
    }

    /** Removes the account's rows; more conditions may follow with {@code AND}. */
    String delete() {
        return "DELETE FROM %s WHERE account = ?".formatted(table);
    }

    private List<String> columns() {
        return join(key, values);
    }

    private String keyWithAccount() {
        return "account, " + String.join(", ", key);
    }
}
