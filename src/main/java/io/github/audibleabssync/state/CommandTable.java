package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people ask of the daemon: left here by anyone, taken and answered by the daemon alone. */
final class CommandTable {

    private static final List<String> ASKED =
            List.of("kind", "asin", "twin", "side", "to_at", "content", "asked_by", "asked_at");

    private static final TableShape COMMAND = new TableShape("command", List.of(), ASKED);

    private static final TableShape WITH_ID =
            new TableShape(
                    "command",
                    List.of("id"),
                    TableShape.join(ASKED, List.of("taken_at IS NOT NULL")));

    private static final TableShape ANSWER =
            new TableShape("command", List.of("outcome"), List.of("answer"));

    private static final String ONE = " AND id = ?";
    private static final String OPEN = " AND answered_at IS NULL";
    private static final String UNTAKEN = " AND taken_at IS NULL";

    private CommandTable() {}

    static long add(Connection connection, Command command) throws SQLException {
        try (BoundStatement insert = new BoundStatement(connection, COMMAND.insert())) {
            insert.name(command.kind())
                    .text(command.book().map(book -> book.asin().value()))
                    .text(command.book().map(BookKey::twin))
                    .text(command.side().map(Enum::name))
                    .time(command.to())
                    .text(command.content())
                    .text(command.askedBy())
                    .time(command.askedAt())
                    .execute();
        }
        String last = "SELECT max(id) FROM command WHERE account = ?";
        try (BoundStatement select = new BoundStatement(connection, last)) {
            return select.find(Row::number).orElseThrow();
        }
    }

    /** Commands without an answer, oldest first; without those of a newer version, which this one cannot carry out. */
    static List<Command> listOpen(Connection connection) throws SQLException {
        try (BoundStatement select =
                new BoundStatement(connection, WITH_ID.select() + OPEN + " ORDER BY id")) {
            return select.list(CommandTable::read).stream().flatMap(Optional::stream).toList();
        }
    }

    /** Marks a command as taken; false when it is not there any more. */
    static boolean take(Connection connection, long id, Instant at) throws SQLException {
        String update = "UPDATE command SET taken_at = ? WHERE account = ?" + ONE + OPEN;
        try (BoundStatement statement = BoundStatement.update(connection, update)) {
            return statement.time(at).account().number(id).execute() == 1;
        }
    }

    static void answer(Connection connection, long id, Answer answer, Instant at)
            throws SQLException {
        String update =
                "UPDATE command SET outcome = ?, answer = ?, answered_at = ? WHERE account = ?"
                        + ONE
                        + OPEN;
        try (BoundStatement statement = BoundStatement.update(connection, update)) {
            statement
                    .name(answer.outcome())
                    .text(answer.text())
                    .time(at)
                    .account()
                    .number(id)
                    .execute();
        }
    }

    static Optional<Answer> findAnswer(Connection connection, long id) throws SQLException {
        String answered = ANSWER.select() + ONE + " AND answered_at IS NOT NULL";
        try (BoundStatement select = new BoundStatement(connection, answered)) {
            return select.number(id).find(row -> new Answer(row.name(Outcome.class), row.text()));
        }
    }

    static boolean withdraw(Connection connection, long id) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, COMMAND.delete() + ONE + UNTAKEN)) {
            return delete.number(id).execute() == 1;
        }
    }

    /** Removes commands that were answered before a time. */
    static void prune(Connection connection, Instant before) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, COMMAND.delete() + " AND answered_at < ?")) {
            delete.time(before).execute();
        }
    }

    private static Optional<Command> read(Row row) throws SQLException {
        long id = row.number();
        String name = row.text();
        Optional<Kind> kind =
                Arrays.stream(Kind.values()).filter(known -> known.name().equals(name)).findFirst();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> asin = row.optionalText();
        String twin = row.optionalText().orElse("");
        return Optional.of(
                new Command(
                        id,
                        kind.get(),
                        asin.map(value -> new BookKey(new Asin(value), twin)),
                        row.optionalName(Side.class),
                        row.optionalTime(),
                        row.optionalText(),
                        row.text(),
                        row.time(),
                        row.flag()));
    }
}
