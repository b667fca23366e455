package io.github.audibleabssync.state;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Intents to write. A claim is open from when it is taken until it is either confirmed, which keeps its row so that the same
 * write is never claimed again, or released, which removes it.
 */
final class ClaimTable {

    private static final TableShape CLAIM =
            new TableShape(
                    "claim",
                    List.of("claim_key"),
                    TableShape.join(
                            List.of("asin", "twin", "side", "place_ms", "finished"),
                            AgreementColumns.sideState("before_"),
                            AgreementColumns.ASKED,
                            AgreementColumns.ALL,
                            List.of("rule", "reason", "claimed_at", "sent_at", "answer_lost"),
                            List.of("confirmed_at")));

    private static final String OF_KEY = " AND claim_key = ?";
    private static final String OPEN = " AND confirmed_at IS NULL";

    private ClaimTable() {}

    /** Adds an open claim; false when one with the same key is there, open or confirmed. */
    static boolean add(Connection connection, Claim claim) throws SQLException {
        try (BoundStatement insert = new BoundStatement(connection, CLAIM.insertUnlessThere())) {
            write(insert, claim);
            return insert.nothings(1).execute() == 1;
        }
    }

    /** Marks a claim as confirmed, adding it when it was released meanwhile; false when it is confirmed already. */
    static boolean confirm(Connection connection, Claim claim, Instant at) throws SQLException {
        String confirm =
                CLAIM.insert()
                        + " ON CONFLICT (account, claim_key) DO UPDATE"
                        + " SET confirmed_at = excluded.confirmed_at"
                        + " WHERE claim.confirmed_at IS NULL";
        try (BoundStatement upsert = new BoundStatement(connection, confirm)) {
            write(upsert, claim);
            return upsert.time(at).execute() == 1;
        }
    }

    /** Whether a claim with this key is there, open or confirmed. */
    static boolean isThere(Connection connection, String key) throws SQLException {
        try (BoundStatement select = new BoundStatement(connection, CLAIM.select() + OF_KEY)) {
            return select.text(key).find(Row::text).isPresent();
        }
    }

    /** Notes when an open claim was sent, and whether an answer came. */
    static void sent(Connection connection, String key, Instant at, boolean answerLost)
            throws SQLException {
        String update =
                "UPDATE claim SET sent_at = ?, answer_lost = ? WHERE account = ?" + OF_KEY + OPEN;
        try (BoundStatement statement = BoundStatement.update(connection, update)) {
            statement.time(at).flag(answerLost).account().text(key).execute();
        }
    }

    /** Removes an open claim. */
    static void remove(Connection connection, String key) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, CLAIM.delete() + OF_KEY + OPEN)) {
            delete.text(key).execute();
        }
    }

    /** Removes all open claims. */
    static void removeAll(Connection connection) throws SQLException {
        try (BoundStatement delete = new BoundStatement(connection, CLAIM.delete() + OPEN)) {
            delete.execute();
        }
    }

    /** Removes claims that were confirmed before a time. */
    static void prune(Connection connection, Instant before) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, CLAIM.delete() + " AND confirmed_at < ?")) {
            delete.time(before).execute();
        }
    }

    /** Open claims, oldest first. */
    static List<Claim> listOpen(Connection connection) throws SQLException {
        try (BoundStatement select =
                new BoundStatement(
                        connection, CLAIM.select() + OPEN + " ORDER BY claimed_at, claim_key")) {
            return select.list(ClaimTable::read);
        }
    }

    private static void write(BoundStatement to, Claim claim) throws SQLException {
        to.text(claim.key())
                .book(claim.book())
                .name(claim.side())
                .place(claim.place())
                .flag(claim.finished());
        AgreementColumns.writeOptionalSide(to, claim.before());
        AgreementColumns.writeAsked(to, claim.source(), claim.origin());
        AgreementColumns.write(to, claim.agreement());
        to.name(claim.rule())
                .name(claim.reason())
                .time(claim.claimedAt())
                .time(claim.sentAt())
                .flag(claim.answerLost());
    }

    private static Claim read(Row row) throws SQLException {
        String key = row.text();
        BookKey book = row.book();
        Side side = row.name(Side.class);
        Optional<Place> place = row.optionalPlace();
        Optional<Boolean> finished = row.optionalFlag();
        Optional<SideState> before = AgreementColumns.readOptionalSide(row);
        Optional<SideState> source = AgreementColumns.readOptionalSide(row);
        Origin origin = AgreementColumns.readOrigin(row);
        return new Claim(
                key,
                book,
                side,
                place,
                finished,
                before,
                source,
                AgreementColumns.read(row),
                row.name(Rule.class),
                row.name(Reason.class),
                origin,
                row.time(),
                row.optionalTime(),
                row.flag());
    }
}
