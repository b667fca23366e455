package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Heard;
import io.github.audibleabssync.core.Heard.Answer;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.state.SideColumns.SideMemory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of pairs: a row of {@code book} each, one of {@code book_side} for each side, and one of {@code
 * agreement} and {@code wish} once there is one.
 */
final class BookTable {

    private static final List<String> BOOK_KEY = List.of("asin", "twin");

    private static final TableShape BOOK =
            new TableShape(
                    "book",
                    BOOK_KEY,
                    List.of(
                            "rule",
                            "outcome",
                            "reason",
                            "since_at",
                            "asked_at",
                            "moved_at",
                            "put_off_until_at",
                            "put_off_failures",
                            "heard_audible",
                            "heard_audiobookshelf",
                            "clocks_trusted"));

    private static final TableShape BOOK_SIDE =
            new TableShape("book_side", List.of("asin", "twin", "side"), SideColumns.ALL);

    private static final TableShape AGREEMENT =
            new TableShape("agreement", BOOK_KEY, AgreementColumns.ALL);

    private BookTable() {}

    /** All pairs, by ASIN and twin. */
    static Map<BookKey, BookState> list(Connection connection) throws SQLException {
        Map<BookKey, Map<Side, SideMemory>> sides = listSides(connection);
        Map<BookKey, Agreement> agreements = listAgreements(connection);
        Map<BookKey, Wishes> wishes = WishTable.list(connection);
        Map<BookKey, BookState> books = new LinkedHashMap<>();
        try (BoundStatement select =
                new BoundStatement(connection, BOOK.select() + " ORDER BY asin, twin")) {
            for (Map.Entry<BookKey, BookState> book : select.list(BookTable::readBook)) {
                BookState plain = book.getValue();
                Map<Side, SideMemory> both = sides.getOrDefault(book.getKey(), Map.of());
                SideMemory audible = both.getOrDefault(Side.AUDIBLE, SideMemory.NONE);
                SideMemory audiobookshelf = both.getOrDefault(Side.AUDIOBOOKSHELF, SideMemory.NONE);
                books.put(
                        book.getKey(),
                        new BookState(
                                Optional.ofNullable(agreements.get(book.getKey())),
                                audible.track(),
                                audiobookshelf.track(),
                                audible.writes(),
                                audiobookshelf.writes(),
                                plain.last(),
                                plain.askedAt(),
                                plain.movedAt(),
                                plain.putOff(),
                                plain.heard(),
                                wishes.getOrDefault(book.getKey(), Wishes.NONE)));
            }
        }
        return Collections.unmodifiableMap(books);
    }

    /** Stores everything of these pairs but their agreements. */
    static void save(Connection connection, Map<BookKey, BookState> books) throws SQLException {
        try (BoundStatement book = new BoundStatement(connection, BOOK.insertOrUpdate());
                BoundStatement side = new BoundStatement(connection, BOOK_SIDE.insertOrUpdate())) {
            for (Map.Entry<BookKey, BookState> entry : books.entrySet()) {
                saveBook(book, entry.getKey(), entry.getValue());
                for (Side each : Side.values()) {
                    side.book(entry.getKey()).name(each);
                    BookState state = entry.getValue();
                    SideColumns.write(side, new SideMemory(state.track(each), state.writes(each)));
                    side.execute();
                }
            }
        }
        WishTable.save(connection, books);
    }

    /** Stores the agreement of a pair that is stored already. */
    static void saveAgreement(Connection connection, BookKey book, Agreement agreement)
            throws SQLException {
        try (BoundStatement save = new BoundStatement(connection, AGREEMENT.insertOrUpdate())) {
            AgreementColumns.write(save.book(book), agreement);
            save.execute();
        }
    }

    private static void saveBook(BoundStatement to, BookKey key, BookState state)
            throws SQLException {
        to.book(key)
                .text(state.last().map(last -> last.rule().name()))
                .text(state.last().map(last -> last.outcome().name()))
                .text(state.last().map(last -> last.reason().name()))
                .time(state.last().map(Verdict::since))
                .time(state.askedAt())
                .time(state.movedAt())
                .time(state.putOff().map(PutOff::until))
                .number(state.putOff().map(PutOff::failures).orElse(0))
                .text(state.heard().map(heard -> heard.audible().name()))
                .text(state.heard().map(heard -> heard.audiobookshelf().name()))
                .flag(state.heard().map(Heard::clocksTrusted))
                .execute();
    }

    /** A pair without its sides and its agreement. */
    private static Map.Entry<BookKey, BookState> readBook(Row row) throws SQLException {
        BookKey key = row.book();
        Optional<Rule> rule = row.optionalName(Rule.class);
        Optional<Verdict> last = Optional.empty();
        if (rule.isPresent()) {
            Outcome outcome = row.name(Outcome.class);
            last =
                    Optional.of(
                            new Verdict(rule.get(), outcome, row.name(Reason.class), row.time()));
        } else {
            row.skip(3);
        }
        Optional<Instant> askedAt = row.optionalTime();
        Optional<Instant> movedAt = row.optionalTime();
        Optional<Instant> until = row.optionalTime();
        int failures = row.integer();
        Optional<Answer> audible = row.optionalName(Answer.class);
        Optional<Answer> audiobookshelf = row.optionalName(Answer.class);
        boolean clocksTrusted = row.flag();
        return Map.entry(
                key,
                new BookState(
                        Optional.empty(),
                        SideMemory.NONE.track(),
                        SideMemory.NONE.track(),
                        SideMemory.NONE.writes(),
                        SideMemory.NONE.writes(),
                        last,
                        askedAt,
                        movedAt,
                        until.map(time -> new PutOff(time, failures)),
                        audible.flatMap(
                                one ->
                                        audiobookshelf.map(
                                                other -> new Heard(one, other, clocksTrusted))),
                        Wishes.NONE));
    }

    private static Map<BookKey, Map<Side, SideMemory>> listSides(Connection connection)
            throws SQLException {
        Map<BookKey, Map<Side, SideMemory>> sides = new HashMap<>();
        try (BoundStatement select = new BoundStatement(connection, BOOK_SIDE.select())) {
            select.list(
                    row -> {
                        BookKey book = row.book();
                        Side side = row.name(Side.class);
                        SideMemory memory = SideColumns.read(row);
                        sides.computeIfAbsent(book, _ -> new EnumMap<>(Side.class))
                                .put(side, memory);
                        return book;
                    });
        }
        return sides;
    }

    private static Map<BookKey, Agreement> listAgreements(Connection connection)
            throws SQLException {
        Map<BookKey, Agreement> agreements = new HashMap<>();
        try (BoundStatement select = new BoundStatement(connection, AGREEMENT.select())) {
            select.list(
                    row -> {
                        BookKey book = row.book();
                        agreements.put(book, AgreementColumns.read(row));
                        return book;
                    });
        }
        return agreements;
    }
}
