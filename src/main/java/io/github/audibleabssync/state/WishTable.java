package io.github.audibleabssync.state;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.Edition;
import io.github.audibleabssync.core.Ruling;
import io.github.audibleabssync.core.Ruling.Ground;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Wishes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people asked for books: a row for each book for which somebody ever did. */
final class WishTable {

    private static final TableShape WISH =
            new TableShape(
                    "wish",
                    List.of("asin", "twin"),
                    TableShape.join(
                            List.of("paused", "conflict", "edition"),
                            List.of("ruling", "ruling_side", "ruling_finished"),
                            List.of("ruling_command", "ruling_revision"),
                            AgreementColumns.sideState("seen_audible_"),
                            AgreementColumns.sideState("seen_audiobookshelf_"),
                            AgreementColumns.sideState("goal_audible_"),
                            AgreementColumns.sideState("goal_audiobookshelf_")));

    private enum Kind {
        KEEP,
        RESTORE,
        RELEASE
    }

    private WishTable() {}

    static Map<BookKey, Wishes> list(Connection connection) throws SQLException {
        Map<BookKey, Wishes> wishes = new HashMap<>();
        try (BoundStatement select = new BoundStatement(connection, WISH.select())) {
            select.list(
                    row -> {
                        BookKey book = row.book();
                        wishes.put(book, read(row));
                        return book;
                    });
        }
        return wishes;
    }

    /** Stores the wishes of pairs that are stored already; no wishes leave no row. */
    static void save(Connection connection, Map<BookKey, BookState> books) throws SQLException {
        String one = WISH.delete() + " AND asin = ? AND twin = ?";
        try (BoundStatement delete = new BoundStatement(connection, one);
                BoundStatement save = new BoundStatement(connection, WISH.insertOrUpdate())) {
            for (Map.Entry<BookKey, BookState> entry : books.entrySet()) {
                Wishes wishes = entry.getValue().wishes();
                if (wishes.equals(Wishes.NONE)) {
                    delete.book(entry.getKey()).execute();
                    continue;
                }
                save.book(entry.getKey())
                        .flag(wishes.paused())
                        .text(wishes.conflict().map(Enum::name))
                        .name(wishes.edition());
                writeRuling(save, wishes.ruling());
                save.execute();
            }
        }
    }

    private static void writeRuling(BoundStatement to, Optional<Ruling> ruling)
            throws SQLException {
        if (ruling.isEmpty()) {
            to.nothings(5 + 4 * 3);
            return;
        }
        Ruling given = ruling.get();
        Ground ground = given.ground();
        Optional<Ruling.Keep> keep =
                given instanceof Ruling.Keep one ? Optional.of(one) : Optional.empty();
        Optional<Ruling.Restore> restore =
                given instanceof Ruling.Restore back ? Optional.of(back) : Optional.empty();
        to.name(kind(given))
                .text(keep.map(Ruling.Keep::side).map(Enum::name))
                .flag(keep.map(Ruling.Keep::finished))
                .number(ground.command())
                .number(ground.revision());
        AgreementColumns.writeOptionalSide(to, ground.audible());
        AgreementColumns.writeOptionalSide(to, ground.audiobookshelf());
        AgreementColumns.writeOptionalSide(to, restore.flatMap(Ruling.Restore::audible));
        AgreementColumns.writeOptionalSide(to, restore.flatMap(Ruling.Restore::audiobookshelf));
    }

    private static Kind kind(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Keep _ -> Kind.KEEP;
            case Ruling.Restore _ -> Kind.RESTORE;
            case Ruling.Release _ -> Kind.RELEASE;
        };
    }

    private static Wishes read(Row row) throws SQLException {
        return new Wishes(
                row.flag(),
                row.optionalName(ConflictPolicy.class),
                row.name(Edition.class),
                readRuling(row));
    }

    private static Optional<Ruling> readRuling(Row row) throws SQLException {
        Optional<Kind> kind = row.optionalName(Kind.class);
        Optional<Side> side = row.optionalName(Side.class);
        boolean finished = row.flag();
        long command = row.number();
        long revision = row.number();
        Ground ground =
                new Ground(
                        command,
                        revision,
                        AgreementColumns.readOptionalSide(row),
                        AgreementColumns.readOptionalSide(row));
        Optional<SideState> audible = AgreementColumns.readOptionalSide(row);
        Optional<SideState> audiobookshelf = AgreementColumns.readOptionalSide(row);
        return kind.map(
                is ->
                        switch (is) {
                            case KEEP -> new Ruling.Keep(ground, side.orElseThrow(), finished);
                            case RESTORE -> new Ruling.Restore(ground, audible, audiobookshelf);
                            case RELEASE -> new Ruling.Release(ground);
                        });
    }
}
