package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.ShelfItem;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The items of the Audiobookshelf libraries. */
final class ShelfItemTable {

    private static final TableShape ITEM =
            new TableShape(
                    "shelf_item",
                    List.of("id"),
                    List.of(
                            "library_id",
                            "asin",
                            "title",
                            "runtime_ms",
                            "missing",
                            "finishes_from_ms"));

    private ShelfItemTable() {}

    static List<ShelfItem> list(Connection connection) throws SQLException {
        try (BoundStatement select =
                new BoundStatement(connection, ITEM.select() + " ORDER BY id")) {
            return select.list(
                    row ->
                            new ShelfItem(
                                    row.text(),
                                    row.text(),
                                    row.optionalText().map(Asin::new),
                                    row.text(),
                                    row.length(),
                                    row.flag(),
                                    row.place()));
        }
    }

    static void replaceAll(Connection connection, Collection<ShelfItem> items) throws SQLException {
        try (BoundStatement delete = new BoundStatement(connection, ITEM.delete());
                BoundStatement save = new BoundStatement(connection, ITEM.insertOrUpdate())) {
            delete.execute();
            for (ShelfItem item : items) {
                save.text(item.id())
                        .text(item.libraryId())
                        .text(item.asin().map(Asin::value))
                        .text(item.title())
                        .length(item.runtime())
                        .flag(item.missing())
                        .length(item.finishesFrom().fromStart())
                        .execute();
            }
        }
    }
}
