package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.state.StateStore.FinishedFlag;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Audible library and its finished flags. */
final class AudibleTitleTable {

    private static final TableShape TITLE =
            new TableShape(
                    "audible_title",
                    List.of("asin"),
                    List.of("title", "runtime_ms", "finished", "finished_changed_at"));

    /** The library often lacks the flag and always its time: neither is forgotten because an answer has none. */
    private static final String SAVE =
            TITLE.insert()
                    + """
                    ON CONFLICT (account, asin) DO UPDATE SET
                     title = excluded.title,
                     runtime_ms = excluded.runtime_ms,
                     finished = COALESCE(excluded.finished, audible_title.finished),
                     finished_changed_at = CASE
                       WHEN excluded.finished IS NULL OR excluded.finished = audible_title.finished
                       THEN COALESCE(excluded.finished_changed_at, audible_title.finished_changed_at)
                       ELSE excluded.finished_changed_at END\
                    """;

    private AudibleTitleTable() {}

    static List<AudibleTitle> list(Connection connection) throws SQLException {
        try (BoundStatement select =
                new BoundStatement(connection, TITLE.select() + " ORDER BY asin")) {
            return select.list(
                    row ->
                            new AudibleTitle(
                                    row.asin(),
                                    row.text(),
                                    row.length(),
                                    row.optionalFlag(),
                                    row.optionalTime()));
        }
    }

    static void save(Connection connection, Collection<AudibleTitle> titles) throws SQLException {
        try (BoundStatement save = new BoundStatement(connection, SAVE)) {
            for (AudibleTitle title : titles) {
                save.asin(title.asin())
                        .text(title.title())
                        .length(title.runtime())
                        .flag(title.finished())
                        .time(title.finishedChangedAt())
                        .execute();
            }
        }
    }

    static void remove(Connection connection, Collection<Asin> asins) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, TITLE.delete() + " AND asin = ?")) {
            for (Asin asin : asins) {
                delete.asin(asin).execute();
            }
        }
    }

    /** Removes all titles but these. */
    static void retain(Connection connection, Collection<AudibleTitle> titles) throws SQLException {
        Set<Asin> gone = new HashSet<>();
        list(connection).forEach(known -> gone.add(known.asin()));
        titles.forEach(title -> gone.remove(title.asin()));
        remove(connection, gone);
    }

    /** Stores flags of titles that are there. */
    static void saveFlags(Connection connection, Map<Asin, FinishedFlag> flags)
            throws SQLException {
        String update =
                "UPDATE audible_title SET finished = ?, finished_changed_at = ?"
                        + " WHERE account = ? AND asin = ?";
        try (BoundStatement save = BoundStatement.update(connection, update)) {
            for (Map.Entry<Asin, FinishedFlag> flag : flags.entrySet()) {
                save.flag(flag.getValue().finished())
                        .time(flag.getValue().changedAt())
                        .account()
                        .asin(flag.getKey())
                        .execute();
            }
        }
    }
}
