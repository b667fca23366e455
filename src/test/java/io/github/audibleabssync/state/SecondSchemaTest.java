package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Wishes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** A state of the first schema, as version 0.1.0 left it, goes on with the second. */
class SecondSchemaTest {

    private static final String AGREED = "'item', 1000, 0, 5, 2000, 1, NULL, 3, 4, 6";

    @TempDir Path folder;

    @Test
    void whatTheFirstSchemaHeldIsAllThereAndWasAskedForByRules() throws Exception {
        Path file = folder.resolve("state.db");
        StateFile.open(file, Samples.CLOCK, "0.1.0", new Migrations(List.of(FirstSchema.MIGRATION)))
                .close();
        try (Connection connection = Connections.write(file);
                Statement statement = connection.createStatement()) {
            for (String sql : firstRows()) {
                statement.execute(sql);
            }
        }

        try (StateFile state = Samples.open(file)) {
            StateStore store = state.store();
            BookState book = store.listBooks().getOrDefault(Samples.BOOK, BookState.NEW);
            assertThat(book.agreement().map(Agreement::revision)).contains(4L);
            assertThat(book.heard()).isEmpty();
            assertThat(book.wishes()).isEqualTo(Wishes.NONE);
            assertThat(store.listJournal(Samples.BOOK))
                    .singleElement()
                    .satisfies(
                            entry -> {
                                assertThat(entry.origin()).isEqualTo(Origin.RULE);
                                assertThat(entry.source()).isEmpty();
                                assertThat(entry.after().place().toMillis()).isEqualTo(2000);
                            })
                    .extracting(JournalEntry::at)
                    .isEqualTo(Instant.ofEpochMilli(77));
            assertThat(store.listOpenClaims())
                    .singleElement()
                    .extracting(Claim::origin)
                    .isEqualTo(Origin.RULE);
        }
        assertThat(folder.resolve("state.db.before-2")).exists();
    }

    private static List<String> firstRows() {
        String book = "'default', '" + Samples.BOOK + "', ''";
        return List.of(
                "INSERT INTO book VALUES (" + book + ", NULL, NULL, NULL, NULL, 1, 2, NULL, 0)",
                "INSERT INTO agreement VALUES (" + book + ", " + AGREED + ")",
                "INSERT INTO journal VALUES (1, "
                        + book
                        + ", 'AUDIOBOOKSHELF', NULL, NULL, NULL, 2000, 0, NULL, "
                        + AGREED
                        + ", 'R14_AUDIBLE_FORWARD', 'MOVED', 'CONFIRMED', 77)",
                "INSERT INTO claim VALUES ('default', 'key', '"
                        + Samples.BOOK
                        + "', '', 'AUDIBLE', 1, NULL, NULL, NULL, NULL, "
                        + AGREED
                        + ", 'R14_AUDIBLE_FORWARD', 'MOVED', 8, NULL, 0, NULL)");
    }
}
