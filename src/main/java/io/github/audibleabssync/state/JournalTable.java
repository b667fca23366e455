package io.github.audibleabssync.state;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every write that happened: rows are added and, when they are old, dropped; never changed. */
final class JournalTable {

    private static final TableShape JOURNAL =
            new TableShape(
                    "journal",
                    List.of(),
                    TableShape.join(
                            List.of("asin", "twin", "side"),
                            AgreementColumns.sideState("before_"),
                            AgreementColumns.sideState("after_"),
                            AgreementColumns.ASKED,
                            AgreementColumns.ALL,
                            List.of("rule", "reason", "confirmation", "confirmed_at")));

    private JournalTable() {}

    static void add(Connection connection, JournalEntry entry) throws SQLException {
        try (BoundStatement insert = new BoundStatement(connection, JOURNAL.insert())) {
            insert.book(entry.book()).name(entry.side());
            AgreementColumns.writeOptionalSide(insert, entry.before());
            AgreementColumns.writeSide(insert, entry.after());
            AgreementColumns.writeAsked(insert, entry.source(), entry.origin());
            AgreementColumns.write(insert, entry.agreement());
            insert.name(entry.rule())
                    .name(entry.reason())
                    .name(entry.confirmed())
                    .time(entry.at())
                    .execute();
        }
    }

    /** The entries of a pair, newest first. */
    static List<JournalEntry> list(Connection connection, BookKey book) throws SQLException {
        String ofBook = " AND asin = ? AND twin = ? ORDER BY confirmed_at DESC, id DESC";
        try (BoundStatement select = new BoundStatement(connection, JOURNAL.select() + ofBook)) {
            return select.book(book).list(JournalTable::read);
        }
    }

    static long count(Connection connection) throws SQLException {
        String count = "SELECT count(*) FROM journal WHERE account = ?";
        try (BoundStatement select = new BoundStatement(connection, count)) {
            return select.find(Row::number).orElse(0L);
        }
    }

    /** Removes entries before a time. */
    static void prune(Connection connection, Instant before) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, JOURNAL.delete() + " AND confirmed_at < ?")) {
            delete.time(before).execute();
        }
    }

    private static JournalEntry read(Row row) throws SQLException {
        BookKey book = row.book();
        Side side = row.name(Side.class);
        Optional<SideState> before = AgreementColumns.readOptionalSide(row);
        SideState after = AgreementColumns.readSide(row);
        Optional<SideState> source = AgreementColumns.readOptionalSide(row);
        Origin origin = AgreementColumns.readOrigin(row);
        return new JournalEntry(
                book,
                side,
                before,
                source,
                after,
                AgreementColumns.read(row),
                row.name(Rule.class),
                row.name(Reason.class),
                origin,
                row.name(Confirmation.class),
                row.time());
    }
}
